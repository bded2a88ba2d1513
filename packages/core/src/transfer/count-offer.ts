import {
  type AllowanceWindow,
  DAY_SECONDS,
  endOf,
  type SpendWrite,
  windowAt,
} from "../allowance/allowance-store.ts";
import { Refusal } from "../refusal.ts";
import type { WorkContext } from "../store/work.ts";

/** By one person, and of one team, within a day of UTC: each offer is a mail to people who have not asked for it. */
export const OFFERS_A_DAY = 20;

/** Counts an offer of a team's consumer. Admins have no limit. */
export const countOffer = (
  { caller, now }: Pick<WorkContext, "caller" | "now">,
  team: string,
): SpendWrite[] => {
  if (caller.admin) return [];
  const window = windowAt(now, DAY_SECONDS);
  return [
    spend(`transfers-offered/of/${team}`, window, now),
    ...(caller.kind === "person" ? [spend(`transfers-offered/by/${caller.id}`, window, now)] : []),
  ];
};

const spend = (of: string, window: AllowanceWindow, now: number): SpendWrite => ({
  write: "spend",
  spend: { of, window, amount: 1, most: OFFERS_A_DAY },
  otherwise: new Refusal(
    "rate-limited",
    `A person, and a team, offers at most ${OFFERS_A_DAY} consumers a day to other teams.`,
    { retryAfterSeconds: Math.ceil((endOf(window) - now) / 1000) },
  ),
});
