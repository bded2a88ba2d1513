import type { Caller } from "../access/caller.ts";
import { DAY_SECONDS, endOf, type SpendWrite, windowAt } from "../allowance/allowance-store.ts";
import { Refusal } from "../refusal.ts";
import type { WorkContext } from "../store/work.ts";

/** Counts the team that a person makes among those of the day: its slug is reserved permanently. Admins have no limit. */
export const countTeamMade = ({
  caller,
  now,
  limits,
}: Pick<WorkContext, "caller" | "now" | "limits">): SpendWrite[] => {
  if (!isCounted(caller)) return [];
  const window = windowAt(now, DAY_SECONDS);
  return [
    {
      write: "spend",
      spend: { of: `teams-made/${caller.id}`, window, amount: 1, most: limits.teamsPerPerson },
      otherwise: new Refusal("rate-limited", `A person makes at most ${limits.teamsPerPerson} teams a day.`, {
        retryAfterSeconds: Math.ceil((endOf(window) - now) / 1000),
      }),
    },
  ];
};

const isCounted = (caller: Caller): caller is Extract<Caller, { kind: "person" }> =>
  caller.kind === "person" && !caller.admin;
