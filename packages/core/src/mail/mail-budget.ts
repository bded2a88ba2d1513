import { actorName } from "../access/actor.ts";
import { actorOf, type Caller } from "../access/caller.ts";
import { DAY_SECONDS, endOf, type Spend, type SpendWrite, windowAt } from "../allowance/allowance-store.ts";
import { Refusal } from "../refusal.ts";

/** How many mails are sent within a day of UTC for what one has done; a stage may set both. */
export interface MailLimits {
  mailsPerPerson: number;
  mailsPerTeam: number;
}

/** Whose doing a mail is. */
export interface MailCause {
  /** The team that the actor acted for, not the team of the recipient. */
  team: string;
  /** A person's address or a consumer's id; absent where time alone brought it about. */
  actor?: string;
}

/** What some mails use up of a day. */
export const mailSpends = (
  { team, actor }: MailCause,
  amount: number,
  now: number,
  { mailsPerPerson, mailsPerTeam }: MailLimits,
): Spend[] => {
  const window = windowAt(now, DAY_SECONDS);
  return [
    ...(actor === undefined ? [] : [{ of: `mails/by/${actor}`, window, amount, most: mailsPerPerson }]),
    { of: `mails/of/${team}`, window, amount, most: mailsPerTeam },
  ];
};

/**
 * Pays for mails whose links expire, in the change that causes them: such a mail cannot wait, so what would cause it is
 * refused. Their notifications are `isPaidAtCause`. Admins are free.
 *
 * @param team the one that the caller acts for.
 */
export const payForMails = (
  { caller, now, limits }: { caller: Caller; now: number; limits: MailLimits },
  team: string,
  amount: number,
): SpendWrite[] => {
  if (caller.admin || amount === 0) return [];
  return mailSpends({ team, actor: actorName(actorOf(caller)) }, amount, now, limits).map((spend) => ({
    write: "spend",
    spend,
    otherwise: new Refusal(
      "rate-limited",
      "This would send more mails than you or your team may cause in a day.",
      {
        retryAfterSeconds: Math.ceil((endOf(spend.window) - now) / 1000),
      },
    ),
  }));
};
