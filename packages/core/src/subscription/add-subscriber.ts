import { allow, allowAdmin } from "../access/access.ts";
import { actorOf } from "../access/caller.ts";
import { type Consumer, exists } from "../consumer/consumer.ts";
import { notFound, Refusal } from "../refusal.ts";
import { offeredPlan } from "../service/plans.ts";
import { isAgreed } from "../service/publication.ts";
import { readService } from "../service/read-service.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import { requireScopes } from "./asked-scopes.ts";
import { alreadySubscribed, commitNew } from "./commit-new.ts";
import { newSubscription } from "./new-subscription.ts";
import { statusAt } from "./status-at.ts";
import { isLiving, type Subscription } from "./subscription.ts";
import type { NewSubscriber } from "./subscription-input.ts";
import type { SubscriptionWork } from "./subscription-work.ts";
import { endOfTerm, termOf } from "./term.ts";

/**
 * The provider grants a consumer a subscription without an application, active at once. The id of any consumer is accepted:
 * ids cannot be guessed, so the provider must have been given it. The consumer's team is notified and may cancel.
 */
export const addSubscriber = async (
  work: SubscriptionWork,
  { service: reference, ...input }: NewSubscriber & { service: string },
): Promise<Subscription> => {
  const service = await readService(work, reference);
  await allow(work.stores, work.caller, service.team, "decide", "service");
  if (service.slug === LATCHKEY_SERVICE) allowAdmin(work.caller);
  if (service.status === "retired")
    throw new Refusal("service-retired", "The service takes no new subscribers.");
  const consumer = await work.stores.consumer(input.consumer);
  if (!exists(consumer) || !isOpenTo(work, service, consumer)) throw notFound("consumer");
  const plan = offeredPlan(service, input.plan);
  requireScopes(service, input.scopes);
  const former = await work.stores.currentSubscription(consumer.id, service.slug);
  if (former && isLiving(statusAt(former, work.now))) throw alreadySubscribed(service.slug);
  // Without an applicant's address, the outcome is told to the owners of the consumer's team.
  const asked = newSubscription(work, consumer, service, {
    plan: plan?.name,
    scopes: input.scopes,
    actor: actorOf(work.caller),
  });
  const subscription: Subscription = {
    ...asked,
    status: "active",
    ...endOfTerm(termOf(plan), work.now),
    history: [
      { at: asked.createdAt, actor: actorOf(work.caller), action: "add", to: "active", application: 1 },
    ],
  };
  await commitNew(work, consumer, subscription, former, ["subscription.approved"]);
  return subscription;
};

/** A service that no admin has approved is for its own team: other teams can neither apply for it nor be granted it. */
const isOpenTo = ({ caller, stage }: SubscriptionWork, service: Service, { team }: Consumer): boolean =>
  caller.admin || team === service.team || isAgreed(service, stage.publication);
