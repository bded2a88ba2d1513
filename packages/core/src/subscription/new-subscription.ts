import { type Actor, actorName } from "../access/actor.ts";
import { isoTime } from "../clock.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { newId } from "../id.ts";
import { firstRevision } from "../resource.ts";
import type { Service } from "../service/service.ts";
import type { WorkContext } from "../store/work.ts";
import type { Answered } from "./answers.ts";
import type { ApplicantRole, Subscription } from "./subscription.ts";

interface SubscriptionRequest {
  plan?: string | undefined;
  reason?: string | undefined;
  scopes?: string[] | undefined;
  actor: Actor;
  email?: string | undefined;
  role?: ApplicantRole | undefined;
  answered?: Answered;
}

/** The state before any decision. */
export const newSubscription = (
  work: Pick<WorkContext, "now" | "random">,
  consumer: Consumer,
  service: Service,
  asked: SubscriptionRequest,
): Subscription => {
  const at = isoTime(work.now);
  return {
    ...firstRevision(newId("sub", work.now, work.random), at),
    consumerId: consumer.id,
    consumerName: consumer.name,
    consumerTeam: consumer.team,
    serviceId: service.id,
    service: service.slug,
    serviceTeam: service.team,
    status: "pending",
    ...(asked.plan ? { plan: asked.plan } : {}),
    ...(asked.scopes ? { scopes: asked.scopes } : {}),
    ...(asked.reason ? { reason: asked.reason } : {}),
    ...asked.answered,
    applicant: {
      id: actorName(asked.actor),
      ...(asked.email ? { email: asked.email } : {}),
      ...(asked.role ? { role: asked.role } : {}),
    },
    application: 1,
    appliedAt: at,
    history: [
      {
        at,
        actor: asked.actor,
        action: "apply",
        to: "pending",
        application: 1,
        ...(asked.reason ? { reason: asked.reason } : {}),
      },
    ],
  };
};
