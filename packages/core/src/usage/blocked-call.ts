import * as z from "zod/mini";

/** A request to a service that the stage's firewall has blocked, before it was known whose it was. */
export const BlockedCall = z.object({
  at: z.string(),
  /** The same that its sender was answered. */
  requestId: z.string(),
  /** The firewall's name of the rule. */
  rule: z.string(),
  method: z.string(),
  /** Below the service, as it was sent, without the query; cut off where it is long. */
  path: z.string(),
});
export type BlockedCall = z.infer<typeof BlockedCall>;

/** Why such a request was refused: one code for all rules. */
export const BLOCKED = "blocked-by-firewall";

export interface BlockedCallStore {
  /** Newest first; those that are older than a day may be among them. */
  blockedCalls(serviceId: string): Promise<BlockedCall[]>;
  /** As `RefusalStore.note`: one write for any number, and none while a full list is less than a few seconds old. */
  noteBlocked(serviceId: string, calls: readonly BlockedCall[], now: number): Promise<void>;
}
