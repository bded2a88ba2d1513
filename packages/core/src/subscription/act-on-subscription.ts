import { may, roleIn, standingIn } from "../access/access.ts";
import { expectRevision } from "../expect-revision.ts";
import { invalidInput, notFound, Refusal } from "../refusal.ts";
import { planOfSubscription } from "../service/plans.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { OtherWrite } from "../store/change.ts";
import type { WorkContext } from "../store/work.ts";
import { countLiving, planOf, termOf } from "./apply-for-service.ts";
import { requireOwnerToAsk } from "./asked-scopes.ts";
import { decideApplication } from "./decide-application.ts";
import {
  type Command,
  type Decided,
  type Deed,
  decideSubscription,
  statusAt,
} from "./decide-subscription.ts";
import { payForAsking } from "./pay-for-asking.ts";
import { readSubscription } from "./read-subscription.ts";
import { isLiving, type Subscription } from "./subscription.ts";
import { subscriptionEvents } from "./subscription-events.ts";
import type { SubscriptionAction, SubscriptionActionInput } from "./subscription-input.ts";
import type { SubscriptionWork } from "./subscription-work.ts";

/** Only root's own subscription to the management API has it; a provider may name a scope of its own so. */
const ADMIN_SCOPE = "admin";

const CONSUMERS_SIDE: readonly SubscriptionAction[] = ["withdraw", "cancel", "renew", "change-plan"];

/** Does what the consumer's team or the provider's team may do to a subscription. */
export const actOnSubscription = async (
  work: SubscriptionWork,
  id: string,
  action: SubscriptionAction,
  input: SubscriptionActionInput,
): Promise<Subscription> => {
  const subscription = await readSubscription(work, id);
  await allowAction(work, subscription, action);
  expectRevision(work.expectedRevision, subscription);
  await refuseAfterDeletion(work, subscription);
  if (action === "renew" || action === "approve") await refuseReplaced(work, subscription);
  const service = await work.stores.service(subscription.service);
  const command = commandOf(action, input, subscription, service);
  const deed = {
    actor: work.actor,
    ...(input.reason ? { reason: input.reason } : {}),
    ...(asks(action) ? { role: await roleIn(work, subscription.consumerTeam) } : {}),
  };
  const answer = service && decideAsked(work, service, subscription, command);
  const asked = service && !answer && asks(action);
  const paid = asked ? await payForAsking(work, service, subscription.consumerTeam) : [];
  return carryOut(work, subscription, command, deed, answer, paid);
};

/** A decision that follows at once, in the same transaction. */
interface Answer {
  command: Command;
  deed: Deed;
}

/**
 * Decides, and writes what was decided.
 *
 * @param answer what is decided of it at once, when nobody has to be asked.
 * @param paid what pays for the mails that ask somebody.
 * @throws Refusal `invalid-transition` when the state does not allow it.
 */
export const carryOut = async (
  work: Pick<SubscriptionWork, "now" | "commit">,
  subscription: Subscription,
  command: Command,
  deed: Deed,
  answer?: Answer,
  paid: readonly OtherWrite[] = [],
): Promise<Subscription> => {
  const decided = decideInTurn(subscription, [{ command, deed }, ...(answer ? [answer] : [])], work.now);
  if (decided instanceof Refusal) throw decided;
  // However many steps it took: what is written at once is one revision, and the store expects the one before it.
  const after = { ...decided.subscription, revision: subscription.revision + 1 };
  const lived = isLiving(subscription.status);
  const lives = isLiving(after.status);
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "subscription", value: after } },
      ...(lived === lives ? [] : countLiving(after, lives ? 1 : -1)),
      ...paid,
    ],
    events: subscriptionEvents(after, decided.events, deed.actor, deed.reason),
    result: { kind: "subscription", keys: { subscription: after.id } },
  });
  return after;
};

const decideInTurn = (
  subscription: Subscription,
  [first, ...rest]: readonly Answer[],
  now: number,
): Decided | Refusal => {
  if (!first) return { subscription, events: [] };
  const decided = decideSubscription(subscription, first.command, first.deed, now);
  if (decided instanceof Refusal) return decided;
  const then = decideInTurn(decided.subscription, rest, now);
  if (then instanceof Refusal) return then;
  return { subscription: then.subscription, events: [...decided.events, ...then.events] };
};

/**
 * A renewal and a change of plan are decided as an application for that plan would be: by the service's rules, at once
 * when it approves automatically, else by its approvers. A retired service would take no application: there they are
 * asked.
 */
const decideAsked = (
  { caller }: Pick<WorkContext, "caller">,
  service: Service,
  { consumerTeam, plan }: Subscription,
  command: Command,
): Answer | undefined => {
  if ((command.do !== "renew" && command.do !== "change-plan") || service.status === "retired")
    return undefined;
  const asked = command.do === "change-plan" ? command.plan : plan;
  const email = caller.kind === "person" ? { email: caller.email } : {};
  const application = decideApplication(service, { team: consumerTeam, ...email }, asked);
  if (application.decision === "ask") return undefined;
  const deed = { actor: application.by };
  if (application.decision === "reject") return { command: { do: "reject" }, deed };
  return { command: { do: "approve", term: termOf(planOfSubscription(service, asked)) }, deed };
};

/** A deletion ends what its consumer had, only a little later: until then it reads as if that were done. */
const refuseAfterDeletion = async (
  { stores, now }: SubscriptionWork,
  { consumerId, ...subscription }: Subscription,
): Promise<void> => {
  const consumer = await stores.consumer(consumerId);
  if (consumer && consumer.status !== "deleted") return;
  const status = statusAt(subscription, now);
  const ended = status === "pending" ? "withdrawn" : isLiving(status) ? "cancelled" : status;
  throw new Refusal("invalid-transition", "The consumer was deleted.", { state: ended });
};

/** An expired one does not come back once there is a later one: that is what its consumer asked for instead. */
const refuseReplaced = async (
  work: SubscriptionWork,
  { id, consumerId, service, ...rest }: Subscription,
): Promise<void> => {
  if (statusAt(rest, work.now) !== "expired") return;
  const latest = await work.stores.currentSubscription(consumerId, service);
  if (latest !== undefined && latest.id !== id)
    throw new Refusal("invalid-transition", "A later application has taken its place.", { state: "expired" });
};

const allowAction = async (
  work: SubscriptionWork,
  subscription: Subscription,
  action: SubscriptionAction,
): Promise<void> => {
  const consumersSide = CONSUMERS_SIDE.includes(action);
  const team = consumersSide ? subscription.consumerTeam : subscription.serviceTeam;
  const standing = await standingIn(work.stores, work.caller, team);
  const allowed = may(standing, consumersSide ? "apply" : "decide");
  const onlyAdmins = subscription.service === LATCHKEY_SERVICE && !consumersSide;
  if (!allowed || (onlyAdmins && standing !== "admin"))
    throw new Refusal("forbidden", `Your role does not allow you to ${action} this subscription.`);
  if (subscription.service === LATCHKEY_SERVICE && subscription.scopes?.includes(ADMIN_SCOPE))
    throw new Refusal("forbidden", "The consumer root stays subscribed.");
  if (asks(action)) await requireOwnerToAsk(work, subscription);
};

/** What is decided like an application. */
const asks = (action: SubscriptionAction): boolean => action === "renew" || action === "change-plan";

const commandOf = (
  action: SubscriptionAction,
  input: SubscriptionActionInput,
  subscription: Subscription,
  service: Service | undefined,
): Command => {
  if (!service) throw notFound("service");
  if (action === "approve")
    return { do: "approve", term: termOf(planOfSubscription(service, subscription.plan)) };
  if (action !== "change-plan") return { do: action };
  if (input.plan === undefined) throw invalidInput("/plan", "The plan to change to.");
  return { do: "change-plan", plan: planOf(service, input.plan)?.name ?? input.plan };
};
