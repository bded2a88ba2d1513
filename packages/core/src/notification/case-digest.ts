import { DAY } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import type { WaitingCase } from "../mail/waiting-case.ts";
import type { Notification } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import { SUBSCRIPTION_NOTIFICATIONS } from "./subscription-notifications.ts";

/** A person who is asked to decide. */
export type Asked = Extract<Notification, { kind: "application" }>;

/** Left to decide in after the mail of the day; what ends sooner has a mail of its own. */
const LEAST_TIME = DAY;

/** What would wait for a mail at `dueAt`. Nothing of what must be told at once: an escalation, or what nearly ends. */
export const waitingCase = (
  { data: { subscription, urgency, decideUntil, askedAt, link, consumer } }: Asked,
  dueAt: number,
): WaitingCase | undefined => {
  if (urgency === "escalation" || !link) return undefined;
  const end = Math.min(Date.parse(decideUntil), link.expires * 1000);
  if (end < dueAt + LEAST_TIME) return undefined;
  const { application } = link;
  return {
    key: `${subscription}#${application}`,
    at: askedAt,
    subscription,
    application,
    team: consumer.team,
  };
};

export interface CaseDigest {
  /** What the person is asked now, each with a link that is made now. */
  asked: Asked[];
  /** What there was no room for. It waits for the next one. */
  later: WaitingCase[];
}

/** In one mail: more would be cut off by mail programs. */
export const MOST_CASES = 30;

/** Read at one time, and altogether: what was decided meanwhile takes no room, but time. */
const AT_ONCE = 10;
const MOST_READ = 1000;

/** What is still to be decided by a person, from what is true now: nothing that was decided or withdrawn, or that others decide. */
export const caseDigest = async (
  waiting: readonly WaitingCase[],
  to: string,
  reads: NotificationReads,
): Promise<CaseDigest> => {
  const cases = inTurns(waiting);
  const asked: Asked[] = [];
  let next = 0;
  while (next < cases.length && next < MOST_READ && asked.length < MOST_CASES) {
    const part = cases.slice(next, next + Math.min(AT_ONCE, MOST_CASES - asked.length));
    const found = await Promise.all(part.map((each) => askedNow(each, to, reads)));
    asked.push(...found.flat());
    next += part.length;
  }
  return { asked, later: cases.slice(next) };
};

/** The first of each team, then the second of each: no team's applications keep those of another from being seen. */
export const inTurns = (waiting: readonly WaitingCase[]): WaitingCase[] => {
  const seen = new Map<string, number>();
  const ranked = waiting
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .map((each) => {
      const rank = seen.get(each.team) ?? 0;
      seen.set(each.team, rank + 1);
      return { each, rank };
    });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ each }) => each);
};

const askedNow = async (
  { key, at, subscription, application, team }: WaitingCase,
  to: string,
  reads: NotificationReads,
): Promise<Asked[]> => {
  const event: DomainEvent = {
    id: key,
    type: "subscription.reminder",
    at,
    actor: "system",
    team,
    subscription,
    application,
  };
  const notifications = await SUBSCRIPTION_NOTIFICATIONS["subscription.reminder"](event, reads);
  return notifications.flatMap((each) => (each.kind === "application" && each.to === to ? [each] : []));
};
