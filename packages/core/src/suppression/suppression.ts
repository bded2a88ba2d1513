import * as z from "zod/mini";
import { DAY } from "../due/timing.ts";

/** An address that mails do not reach, or whose owner has called one spam. Nothing is mailed to it. */
export const Suppression = z.object({
  /** In small letters. */
  address: z.string(),
  why: z.enum(["bounced", "complained"]),
  /** When the mail server has said so. */
  at: z.string(),
});
export type Suppression = z.infer<typeof Suppression>;

export interface SuppressionStore {
  /** Those of the addresses that are suppressed now. */
  suppressions(addresses: readonly string[]): Promise<Suppression[]>;
}

/** Only the handler of mail servers' reports has this: no API call can suppress an address. */
export interface SuppressionRecorder {
  /**
   * One record for an address; a complaint outranks a bounce. A repeated report changes nothing, and so does one from before
   * the suppression was lifted.
   */
  suppress(suppression: Suppression): Promise<void>;
}

/**
 * Whether a PUT lifts it: a bounce after a day, so that a wrong address costs one mail a day at most. Only an admin can
 * resume mails to a person who complained.
 */
export const mayLift = ({ why, at }: Suppression, isAdmin: boolean, now: number): boolean =>
  isAdmin || (why === "bounced" && Date.parse(at) + DAY <= now);
