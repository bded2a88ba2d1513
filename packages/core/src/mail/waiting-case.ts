import * as z from "zod/mini";
import { DAY_SECONDS, windowAt } from "../allowance/allowance-store.ts";
import type { Digest } from "./waiting-mail.ts";

/**
 * An application that waits for the mail of the day of somebody who decides on it. What is told of it, and the link, are made when that
 * mail is sent: from what is true then.
 */
export const WaitingCase = z.object({
  /** The same for the same application, whatever tells of it. */
  key: z.string(),
  /** When it was asked for. */
  at: z.string(),
  subscription: z.string(),
  application: z.int(),
  /** The consumer's. */
  team: z.string(),
});
export type WaitingCase = z.infer<typeof WaitingCase>;

/** When those who have chosen so are mailed: at this hour of UTC. */
export const CASE_DIGEST_HOUR = 6;

const HOUR = 3_600_000;
const DAY = DAY_SECONDS * 1000;

/** The next one of the day, which ends with the hour before `CASE_DIGEST_HOUR`. */
export const caseDigestAt = (to: string, now: number): Digest => {
  const today = windowAt(now, DAY_SECONDS).start + CASE_DIGEST_HOUR * HOUR;
  return { to, hour: (today > now ? today : today + DAY) - HOUR };
};

export const caseDigestAfter = ({ to, hour }: Digest): Digest => ({ to, hour: hour + DAY });

/** The same for the same digest: a mail that is sent again has the same Message-ID. */
export const caseDigestKey = ({ to, hour }: Digest): string => `cases#${hour}#${to}`;
