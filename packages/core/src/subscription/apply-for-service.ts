import { roleIn } from "../access/access.ts";
import { actorOf } from "../access/caller.ts";
import { consumerFor } from "../consumer/read-consumer.ts";
import { notFound, Refusal } from "../refusal.ts";
import { isInCatalog } from "../service/catalog.ts";
import { takesApplications } from "../service/deprecation.ts";
import { offeredPlan } from "../service/plans.ts";
import { findService } from "../service/read-service.ts";
import type { Service } from "../service/service.ts";
import { readAnswers } from "./answers.ts";
import { requireOwnerToAsk, requireScopes } from "./asked-scopes.ts";
import { alreadySubscribed, commitNew } from "./commit-new.ts";
import { decideApplication } from "./decide-application.ts";
import { decideSubscription } from "./decide-subscription.ts";
import { newSubscription } from "./new-subscription.ts";
import { payForAsking } from "./pay-for-asking.ts";
import { statusAt } from "./status-at.ts";
import { isLiving, type Subscription } from "./subscription.ts";
import type { NewSubscription } from "./subscription-input.ts";
import type { SubscriptionWork } from "./subscription-work.ts";
import { termOf } from "./term.ts";

/** A consumer asks for a service, and answers what it asks; rules or an automatic service decide at once, else its approvers are asked. */
export const applyForService = async (
  work: SubscriptionWork,
  consumerId: string,
  input: NewSubscription,
): Promise<Subscription> => {
  const consumer = await consumerFor(work, consumerId, "apply");
  const service = await serviceToApplyFor(work, input);
  const plan = offeredPlan(service, input.plan);
  requireScopes(service, input.scopes);
  await requireOwnerToAsk(work, {
    service: service.slug,
    consumerTeam: consumer.team,
    scopes: input.scopes,
  });
  const answered = readAnswers(service.application, input);
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
    actor: actorOf(caller),
    email,
    role: await roleIn(work, consumer.team),
    answered,
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
  await commitNew(
    work,
    consumer,
    subscription,
    former,
    ["subscription.requested", ...decided.events],
    [
      // What is asked, and who decides, is what the service says at the moment of the application.
      { write: "expect-service", slug: service.slug, revision: service.revision },
      ...paid,
    ],
  );
  return subscription;
};

const serviceToApplyFor = async (work: SubscriptionWork, input: NewSubscription): Promise<Service> => {
  const service = await findService(work.stores, input.service);
  if (service?.status === "retired" && (await mayKnow(work, service)))
    throw new Refusal("service-retired", "The service takes no new applications.");
  if (!service || !(await isInCatalog(work, service))) throw notFound("service");
  if (!takesApplications(service, work.now))
    throw new Refusal("service-retired", "The service is deprecated and takes no new applications.");
  return service;
};

const mayKnow = (work: SubscriptionWork, service: Service): Promise<boolean> =>
  isInCatalog(work, { ...service, status: "published" });
