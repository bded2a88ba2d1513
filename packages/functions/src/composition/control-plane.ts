import type { RandomBytes } from "@latchkey/core/id";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import type { Limits } from "@latchkey/core/stage/limits";
import type { StageSettings } from "@latchkey/core/stage/stage-settings";
import type { Commit } from "@latchkey/core/store/change";
import type { Receipt } from "@latchkey/core/store/receipt";
import type { Stores } from "@latchkey/core/work";

/** What every Lambda of the management API stands on. */
export interface ControlPlane {
  now: () => number;
  random: RandomBytes;
  limits: Limits;
  stage: StageSettings;
  stores: Stores;
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
  ): Commit;
}
