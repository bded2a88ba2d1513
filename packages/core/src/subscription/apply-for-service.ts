import { roleIn } from "../access/access.ts";
import { consumerFor } from "../consumer/read-consumer.ts";
import type { EventType } from "../event/event.ts";
import { invalidInput, notFound, Refusal } from "../refusal.ts";
import { isInCatalog } from "../service/catalog.ts";
import { findService } from "../service/read-service.ts";
import type { Plan, Service } from "../service/service.ts";
import type { OtherWrite, Write } from "../store/change.ts";
import { requireOwnerToAsk, requireScopes } from "./asked-scopes.ts";
import { decideApplication } from "./decide-application.ts";
import { decideSubscription, statusAt } from "./decide-subscription.ts";
import { newSubscription } from "./new-subscription.ts";
import { payForAsking } from "./pay-for-asking.ts";
import type { SubscriptionRecord } from "./subscription.ts";
import { isLiving, type Subscription } from "./subscription.ts";
import { subscriptionEvents } from "./subscription-events.ts";
import type { NewSubscription } from "./subscription-input.ts";
import type { SubscriptionWork } from "./subscription-work.ts";
import type { Term } from "./term.ts";

/** A consumer asks for a service; rules or an automatic service decide at once, else its approvers are asked. */
export const applyForService = async (
  work: SubscriptionWork,
  consumerId: string,
  input: NewSubscription,
): Promise<Subscription> => {
  const consumer = await consumerFor(work, consumerId, "apply");
  const service = await serviceToApplyFor(work, input);
  const plan = planOf(service, input.plan);
  requireScopes(service, input.scopes);
  await requireOwnerToAsk(work, {
    service: service.slug,
    consumerTeam: consumer.team,
    scopes: input.scopes,
  });
  const former = await work.stores.currentSubscription(consumerId, service.slug);
  if (former && isLiving(statusAt(former, work.now))) throw alreadySubscribed(service.slug);
  const { caller } = work;
  const email = caller.kind === "person" ? caller.email : undefined;
  const verdict = decideApplication(
    service,
    { team: consumer.team, ...(email ? { email } : {}) },
    plan?.name,
  );
  const pending = newSubscription(work, consumer, service, {
    reason: input.reason,
    scopes: input.scopes,
    plan: plan?.name,
    actor: work.actor,
    email,
    role: await roleIn(work, consumer.team),
  });
  const decided =
    verdict.decision === "ask"
      ? { subscription: pending, events: [] }
      : decideSubscription(
          pending,
          verdict.decision === "approve" ? { do: "approve", term: termOf(plan) } : { do: "reject" },
          { actor: verdict.by },
          work.now,
        );
  if (decided instanceof Refusal) throw decided;
  const subscription = { ...decided.subscription, revision: 1 };
  const paid = verdict.decision === "ask" ? await payForAsking(work, service, consumer.team) : [];
  await commitNew(work, subscription, former, ["subscription.requested", ...decided.events], paid);
  return subscription;
};

export const alreadySubscribed = (service: string): Refusal =>
  new Refusal("subscription-exists", `The consumer has a living subscription to ${service} already.`);

/** Writes a new subscription over an ended one; a renewal that the ended one still asked for ends with it. */
export const commitNew = async (
  work: SubscriptionWork,
  subscription: Subscription,
  former: Subscription | undefined,
  events: EventType[],
  paid: readonly OtherWrite[] = [],
): Promise<void> => {
  const { writes, events: formerEvents } = endFormer(work, former);
  await work.commit({
    writes: [
      ...writes,
      {
        write: "create",
        record: { kind: "subscription", value: subscription },
        otherwise: alreadySubscribed(subscription.service),
      },
      ...(isLiving(subscription.status) ? countLiving(subscription, 1) : []),
      ...paid,
    ],
    events: [...formerEvents, ...subscriptionEvents(subscription, events, work.actor, subscription.reason)],
    result: { kind: "subscription", keys: { subscription: subscription.id } },
  });
};

/**
 * Counted on both sides: a service is not deleted, and a deleted consumer not erased, while something lives on it; and
 * nothing comes to life on one that is being deleted in the same moment.
 */
export const countLiving = (
  { service, consumerId }: Pick<Subscription, "service" | "consumerId">,
  by: 1 | -1,
): OtherWrite[] => [
  {
    write: "count",
    counter: { of: "service", slug: service, what: "living" },
    by,
    otherwise: notFound("service"),
  },
  {
    write: "count",
    counter: { of: "consumer", id: consumerId, what: "living" },
    by,
    otherwise: notFound("consumer"),
  },
];

const endFormer = (work: SubscriptionWork, former: Subscription | undefined) => {
  const ended = former && decideSubscription(former, endOf(former), ENDED_BY_APPLICATION, work.now);
  if (!ended || ended instanceof Refusal) return { writes: [], events: [] };
  const value = { ...ended.subscription, revision: former.revision + 1 };
  const writes: Write<SubscriptionRecord>[] = [
    { write: "replace", record: { kind: "subscription", value } },
    ...(isLiving(former.status) ? countLiving(former, -1) : []),
  ];
  return { writes, events: subscriptionEvents(ended.subscription, ended.events, "system", undefined) };
};

const ENDED_BY_APPLICATION = { actor: "system", reason: "a new application" };

/** An end that has passed may not have been recorded yet; one without either is refused, and stays as it is. */
const endOf = (former: Subscription) => ({
  do: former.renewal ? ("end-renewal" as const) : ("expire" as const),
});

export const termOf = (plan: Plan | undefined): Term =>
  plan?.durationDays === undefined ? {} : { durationDays: plan.durationDays };

/** The plan by name. Without a name: the only plan there is, or none where there are none. */
export const planOf = (service: Service, name: string | undefined): Plan | undefined => {
  const plan =
    name === undefined && service.plans.length === 1
      ? service.plans[0]
      : service.plans.find((p) => p.name === name);
  if (!plan && (name !== undefined || service.plans.length > 0))
    throw invalidInput(
      "/plan",
      `One of: ${service.plans.map((each) => each.name).join(", ") || "the service has no plans"}.`,
    );
  return plan;
};

const serviceToApplyFor = async (work: SubscriptionWork, input: NewSubscription): Promise<Service> => {
  const service = await findService(work.stores, input.service);
  if (service?.status === "retired" && (await mayKnow(work, service)))
    throw new Refusal("service-retired", "The service takes no new applications.");
  if (!service || !(await isInCatalog(work, service))) throw notFound("service");
  return service;
};

const mayKnow = (work: SubscriptionWork, service: Service): Promise<boolean> =>
  isInCatalog(work, { ...service, status: "published" });
