import * as z from "zod/mini";
import { endOf, windowAt } from "../allowance/allowance-store.ts";

/** One mail that lists what waited for one recipient in one hour. */
export interface Digest {
  to: string;
  /** The beginning of the hour of UTC, in milliseconds; the mail is due at its end. */
  hour: number;
}

/** What a digest says in place of a mail that was not sent by itself. */
export const WaitingMail = z.object({
  /** Of its notification. */
  key: z.string(),
  /** When it would have been sent. */
  at: z.string(),
  subject: z.string(),
  text: z.string(),
  quote: z.optional(z.string()),
  /** Of the portal; never a link that decides. */
  address: z.optional(z.string()),
});
export type WaitingMail = z.infer<typeof WaitingMail>;

const HOUR_SECONDS = 3600;

export const digestAt = (to: string, now: number): Digest => ({
  to,
  hour: windowAt(now, HOUR_SECONDS).start,
});

export const digestDueAt = ({ hour }: Digest): number => endOf({ start: hour, seconds: HOUR_SECONDS });

/** The same for the same digest: a mail that is sent again has the same Message-ID. */
export const digestKey = ({ to, hour }: Digest): string => `digest#${hour}#${to}`;
