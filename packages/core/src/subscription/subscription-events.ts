import { type Actor, actorName } from "../access/actor.ts";
import type { EventType, NewEvent } from "../event/event.ts";
import { isAboutApplication } from "./application-events.ts";
import type { Subscription } from "./subscription.ts";

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
