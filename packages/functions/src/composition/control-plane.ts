import type { CallRecordStore } from "@latchkey/core/call-records/call-records";
import type { RandomBytes } from "@latchkey/core/id";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { PlatformStores } from "@latchkey/core/platform/stores";
import type { Limits } from "@latchkey/core/stage/limits";
import type { StageSettings } from "@latchkey/core/stage/stage-settings";
import type { Receipt } from "@latchkey/core/store/receipt";

/** The dependencies of every Lambda of the management API. */
export interface ControlPlane {
  now: () => number;
  random: RandomBytes;
  limits: Limits;
  stage: StageSettings;
  stores: PlatformStores;
  /** What a verdict on a machine reads, in one round trip. */
  callRecords: Pick<CallRecordStore, "read">;
  /** The receipt of an earlier request, if there is one and its time is not over. */
  receipt(keyHash: string): Promise<Omit<Receipt, "keyHash"> | undefined>;
  keys: KeyRings;
  /**
   * One request's commit; its receipt, if it has one, is written in the same transaction. `by` is who asks, for the
   * audit; without it the change's events say who.
   */
  commit(
    now: number,
    receipt?: Omit<Receipt, "result"> & { expiresAt: number },
    by?: { actor: string; sourceIp: string },
  ): PlatformCommit;
}
