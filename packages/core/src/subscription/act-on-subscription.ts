import { roleIn } from "../access/access.ts";
import { actorOf } from "../access/caller.ts";
import { expectRevision } from "../expect-revision.ts";
import { invalidInput, notFound, Refusal } from "../refusal.ts";
import { offeredPlan } from "../service/plans.ts";
import type { Service } from "../service/service.ts";
import { approving, mayApproveAsOne } from "./approving.ts";
import { asOffered, carryOut } from "./carry-out.ts";
import { decideAsked } from "./decide-at-once.ts";
import type { Command } from "./decide-subscription.ts";
import { payForAsking } from "./pay-for-asking.ts";
import { circumstancesOf, outOfPlace } from "./possible-actions.ts";
import { seeSubscription } from "./read-subscription.ts";
import type { Subscription } from "./subscription.ts";
import { asks, forbidden } from "./subscription-authority.ts";
import type { SubscriptionAction, SubscriptionActionInput } from "./subscription-input.ts";
import type { SubscriptionWork } from "./subscription-work.ts";

/** Does what the consumer's team or the provider's team may do to a subscription. */
export const actOnSubscription = async (
  work: SubscriptionWork,
  id: string,
  action: SubscriptionAction,
  input: SubscriptionActionInput,
): Promise<Subscription> => {
  const { subscription, sides } = await seeSubscription(work, id);
  const unallowed = forbidden(sides, subscription, action);
  if (unallowed) throw unallowed;
  expectRevision(work.expectedRevision, subscription);
  const circumstances = await circumstancesOf(work, subscription);
  const refusal = outOfPlace(subscription, action, circumstances, work.now);
  if (refusal) throw refusal;
  const { service } = circumstances;
  if (action === "approve" && service && !mayApproveAsOne(work.caller, service))
    throw new Refusal("forbidden", "Several people approve for this service: no program is one of them.");
  const command = await commandOf(work, action, input, subscription, service);
  const context = {
    actor: actorOf(work.caller),
    ...(input.reason ? { reason: input.reason } : {}),
    ...(asks(action) ? { role: await roleIn(work, subscription.consumerTeam) } : {}),
  };
  const answer = service && decideAsked(work, service, subscription, command);
  const asked = service && !answer && asks(action);
  const paid = asked ? await payForAsking(work, service, subscription.consumerTeam) : [];
  const besides = [...paid, ...asOffered(service, command, answer?.command)];
  return carryOut(work, subscription, command, context, answer, besides);
};

const commandOf = async (
  work: SubscriptionWork,
  action: SubscriptionAction,
  input: SubscriptionActionInput,
  subscription: Subscription,
  service: Service | undefined,
): Promise<Command> => {
  if (!service) throw notFound("service");
  if (action === "approve") return approving(work, service, subscription, input);
  refuseGrant(input);
  if (action !== "change-plan") return { do: action };
  if (input.plan === undefined) throw invalidInput("/plan", "The plan to change to.");
  return { do: "change-plan", plan: offeredPlan(service, input.plan)?.name ?? input.plan };
};

/** What only an approval says. */
const refuseGrant = ({ scopes, expiresAt }: SubscriptionActionInput): void => {
  if (scopes !== undefined) throw invalidInput("/scopes", "Only an approval grants scopes.");
  if (expiresAt !== undefined) throw invalidInput("/expiresAt", "Only an approval sets an end.");
};
