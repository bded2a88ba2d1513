import { Refusal } from "../refusal.ts";
import type { OtherWrite } from "../store/change.ts";
import { countLiving } from "./count-living.ts";
import { type Command, type Decided, decideSubscription } from "./decide-subscription.ts";
import type { ActionContext } from "./step.ts";
import { isLiving, type Subscription } from "./subscription.ts";
import { transitionEvents } from "./subscription-events.ts";
import type { SubscriptionWork } from "./subscription-work.ts";

/** A decision that follows at once, in the same transaction. */
export interface Answer {
  command: Command;
  context: ActionContext;
}

/**
 * Decides, and writes what was decided.
 *
 * @param answer the immediate decision, when no approver has to be asked.
 * @param besides what is written with it: the part of the mail budget for the mails to approvers, what an approval expects.
 * @throws Refusal `invalid-transition` when the state does not allow it.
 */
export const carryOut = async (
  work: Pick<SubscriptionWork, "now" | "commit">,
  subscription: Subscription,
  command: Command,
  context: ActionContext,
  answer?: Answer,
  besides: readonly OtherWrite[] = [],
): Promise<Subscription> => {
  const decided = decideInTurn(subscription, [{ command, context }, ...(answer ? [answer] : [])], work.now);
  if (decided instanceof Refusal) throw decided;
  // However many steps it took: what is written at once is one revision, and the store expects the one before it.
  const after = { ...decided.subscription, revision: subscription.revision + 1 };
  const lived = isLiving(subscription.status);
  const lives = isLiving(after.status);
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "subscription", value: after } },
      ...(lived === lives ? [] : countLiving(after, lives ? 1 : -1)),
      ...besides,
    ],
    events: transitionEvents(after, decided.events),
    result: { kind: "subscription", keys: { subscription: after.id } },
  });
  return after;
};

/**
 * An approval grants what the service says of its plans and its end: raced when the service has changed since it was read, so no renewal
 * runs beyond an end that was set meanwhile.
 */
export const asOffered = (
  service: { slug: string; revision: number } | undefined,
  ...commands: readonly (Command | undefined)[]
): OtherWrite[] =>
  service && commands.some((command) => command?.do === "approve")
    ? [{ write: "expect-service", slug: service.slug, revision: service.revision }]
    : [];

const decideInTurn = (
  subscription: Subscription,
  [first, ...rest]: readonly Answer[],
  now: number,
): Decided | Refusal => {
  if (!first) return { subscription, events: [] };
  const decided = decideSubscription(subscription, first.command, first.context, now);
  if (decided instanceof Refusal) return decided;
  const then = decideInTurn(decided.subscription, rest, now);
  if (then instanceof Refusal) return then;
  return { subscription: then.subscription, events: [...decided.events, ...then.events] };
};
