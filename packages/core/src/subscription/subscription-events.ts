import { type Actor, actorName, SYSTEM } from "../access/actor.ts";
import type { EventType, NewEvent } from "../event/event.ts";
import { isAboutApplication } from "./application-events.ts";
import type { Subscription } from "./subscription.ts";

/**
 * The events of what was done last: each transition has left one entry of the history and made one event, so an event names
 * who did it. An approval that follows an application at once is the rule's or the service's, not the applicant's.
 */
export const transitionEvents = (subscription: Subscription, types: readonly EventType[]): NewEvent[] => {
  const entries = subscription.history.slice(-types.length);
  return types.flatMap((type, index) => {
    const { actor = SYSTEM, reason } = entries[index] ?? {};
    return subscriptionEvents(subscription, [type], actor, reason);
  });
};

/** The events of a transition. `team` is the consumer's; the service tells the provider's. */
export const subscriptionEvents = (
  subscription: Subscription,
  types: readonly EventType[],
  actor: Actor,
  reason: string | undefined,
): NewEvent[] =>
  types.map((type) => ({
    type,
    actor: actorName(actor),
    team: subscription.consumerTeam,
    consumer: subscription.consumerId,
    service: subscription.service,
    subscription: subscription.id,
    ...(isAboutApplication(type) ? { application: subscription.application } : {}),
    ...(reason ? { reason } : {}),
  }));
