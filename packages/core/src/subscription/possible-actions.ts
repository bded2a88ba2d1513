import type { TeamAccess } from "../access/access.ts";
import { SYSTEM } from "../access/actor.ts";
import { actorOf, type Caller } from "../access/caller.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Service } from "../service/service.ts";
import { refusalAfterDeletion } from "./after-deletion.ts";
import { hasApproved } from "./approvals.ts";
import { mayApproveAsOne } from "./approving.ts";
import { type Command, decideSubscription } from "./decide-subscription.ts";
import { type StandingOfConsumer, standingOfConsumer } from "./standing-of-consumer.ts";
import { statusAt } from "./status-at.ts";
import type { Subscription } from "./subscription.ts";
import { forbidden, type Sides } from "./subscription-authority.ts";
import { SubscriptionAction } from "./subscription-input.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** What besides the state of a subscription decides about what can be done to it. */
export interface Circumstances {
  consumer: StandingOfConsumer;
  /** A later application has taken the place of this subscription, which had expired. */
  isReplaced: boolean;
  service: Service | undefined;
}

export const circumstancesOf = async (
  { stores, now }: Pick<SubscriptionReads, "stores" | "now">,
  subscription: Subscription,
): Promise<Circumstances> => {
  const { id, consumerId, service: slug } = subscription;
  const isExpired = statusAt(subscription, now) === "expired";
  const [consumer, service, latest] = await Promise.all([
    standingOfConsumer(stores, subscription),
    stores.service(slug),
    isExpired ? stores.currentSubscription(consumerId, slug) : undefined,
  ]);
  return {
    consumer,
    isReplaced: latest !== undefined && latest.id !== id,
    service,
  };
};

/** What protects a provider waits for nothing. */
const ALWAYS_POSSIBLE: readonly SubscriptionAction[] = ["suspend", "resume", "revoke"];

/** Why no caller can do this to a subscription at present, apart from the reasons in its own state. */
export const outOfPlace = (
  subscription: Subscription,
  action: SubscriptionAction,
  { consumer, isReplaced, service }: Circumstances,
  now: number,
): Refusal | undefined => {
  if (consumer === "deleted") return refusalAfterDeletion(subscription, now);
  if (consumer === "transferred" && !ALWAYS_POSSIBLE.includes(action))
    return new Refusal("unavailable", "The consumer is on its way to another team. Try again.");
  // An expired one does not come back once there is a later one: its consumer asked for that instead.
  if (isReplaced && (action === "renew" || action === "approve"))
    return new Refusal("invalid-transition", "A later application has taken its place.", {
      state: "expired",
    });
  if (!service) return notFound("service");
  return action === "renew" && endsBeforeRenewal(subscription, service, now)
    ? new Refusal("service-retired", "The service ends before another term could begin.")
    : undefined;
};

const endsBeforeRenewal = (
  { expiresAt }: Pick<Subscription, "expiresAt">,
  { deprecation }: Pick<Service, "deprecation">,
  now: number,
): boolean =>
  deprecation !== undefined &&
  Date.parse(deprecation.sunsetAt) <= Math.max(now, expiresAt === undefined ? now : Date.parse(expiresAt));

/**
 * What the caller may do to a subscription now: the actions that `actOnSubscription` carries out, by the same rules. A change
 * of plan is one where the service has another plan to change to.
 */
export const possibleActions = async (
  work: SubscriptionReads,
  subscription: Subscription,
  sides: Sides,
): Promise<SubscriptionAction[]> => {
  const allowed = SubscriptionAction.options.filter((action) => !forbidden(sides, subscription, action));
  if (allowed.length === 0) return [];
  const circumstances = await circumstancesOf(work, subscription);
  return allowed.filter(
    (action) =>
      !outOfPlace(subscription, action, circumstances, work.now) &&
      mayStill(work.caller, subscription, action, circumstances.service) &&
      commandsOf(action, circumstances.service).some((command) =>
        isPossible(subscription, command, work.now),
      ),
  );
};

/**
 * The provider's part of them, for its list: what one subscription says and one role decide it. Only what a consumer that is
 * being deleted still has is told wrongly here, until that ends it.
 */
export const providersActions = (
  { caller, now }: Pick<SubscriptionReads, "caller" | "now">,
  subscription: Subscription,
  provider: TeamAccess,
): SubscriptionAction[] =>
  SubscriptionAction.options.filter(
    (action) =>
      !forbidden({ consumer: "none", provider }, subscription, action) &&
      mayStill(caller, subscription, action) &&
      commandsOf(action).some((command) => isPossible(subscription, command, now)),
  );

/** No person approves the same twice, and a program is not one of several people. */
const mayStill = (
  caller: Caller,
  { approvals }: Subscription,
  action: SubscriptionAction,
  service?: Service,
): boolean =>
  action !== "approve" ||
  (!hasApproved(approvals, actorOf(caller)) && (!service || mayApproveAsOne(caller, service)));

const commandsOf = (action: SubscriptionAction, service?: Service): Command[] => {
  if (action === "approve") return [{ do: "approve", term: {} }];
  if (action === "change-plan")
    return (service?.plans ?? []).map(({ name }) => ({ do: "change-plan", plan: name }));
  return [{ do: action }];
};

const isPossible = (subscription: Subscription, command: Command, now: number): boolean =>
  !(decideSubscription(subscription, command, NO_CONTEXT, now) instanceof Refusal);

/** Neither the actor nor the reason decides whether a command is possible. */
const NO_CONTEXT = { actor: SYSTEM };
