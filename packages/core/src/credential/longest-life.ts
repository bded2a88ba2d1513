import { isoTime } from "../clock.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { isRoot } from "../consumer/root-consumer.ts";
import { DAY } from "../due/timing.ts";
import type { TeamStore } from "../team/team-store.ts";

interface Dated {
  createdAt: string;
  expiresAt?: string | undefined;
}

/** Where a rule of the team ends a credential; nothing without one. */
export const lastEnd = (
  { createdAt }: Pick<Dated, "createdAt">,
  days: number | undefined,
): string | undefined => (days === undefined ? undefined : isoTime(Date.parse(createdAt) + days * DAY));

/** The same credential, ending no later than its team's rule allows. */
export const endingWithin = <C extends Dated>(credential: C, days: number | undefined): C => {
  const last = lastEnd(credential, days);
  const { expiresAt } = credential;
  if (last === undefined || (expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(last)))
    return credential;
  return { ...credential, expiresAt: last };
};

/** The rule that holds for a consumer's credentials: that of its team. Root's have none: the stage would lock its operators out. */
export const longestLife = async (
  stores: Pick<TeamStore, "team">,
  consumer: Consumer,
): Promise<number | undefined> =>
  isRoot(consumer) ? undefined : (await stores.team(consumer.team))?.maxCredentialDays;
