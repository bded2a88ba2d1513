import * as z from "zod/mini";
import { allowAdmin } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import { type Publication, subjectOf } from "../service/publication.ts";
import { readService } from "../service/read-service.ts";
import type { ServiceRecord } from "../service/service.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { ServiceWork } from "../service/service-work.ts";
import type { Commit } from "../store/change.ts";
import { Reason } from "../subscription/subscription-input.ts";

export const PublicationDecision = z.strictObject({
  decision: z.enum(["approve", "reject"]),
  reason: z.optional(Reason),
});
export type PublicationDecision = z.infer<typeof PublicationDecision>;

/**
 * An admin decides when signed in: at any time, also otherwise than before, and also of what no admin was asked about, which
 * counts as agreed to.
 */
export const decidePublication = async (
  work: ServiceWork,
  { service: reference, ...decided }: PublicationDecision & { service: string },
): Promise<Service> => {
  const service = await readService(work, reference);
  allowAdmin(work.caller);
  expectRevision(work.expectedRevision, service);
  if (service.slug === LATCHKEY_SERVICE)
    throw new Refusal("forbidden", "The platform's own service stays as it is.");
  const subject = subjectOf(service);
  const publication = service.publication ?? {
    state: "approved",
    asked: 0,
    askedAt: service.createdAt,
    subject,
  };
  const { state } = publication;
  if (state === STATES[decided.decision] && publication.subject === subject)
    throw new Refusal("invalid-transition", `It is ${state} already.`, { state });
  return applyPublicationDecision(work, { ...service, publication }, decided, work.actor);
};

const STATES = { approve: "approved", reject: "rejected" } as const;

/** @throws Raced when the service was changed in between: then it may be another one that is decided on. */
export const applyPublicationDecision = async (
  { now, commit }: { now: number; commit: Commit<ServiceRecord> },
  service: Service & { publication: Publication },
  { decision, reason }: PublicationDecision,
  by: string,
): Promise<Service> => {
  const { asked, askedAt } = service.publication;
  const publication: Publication = {
    state: STATES[decision],
    asked,
    askedAt,
    subject: subjectOf(service),
    decidedAt: isoTime(now),
    by,
    ...(reason ? { reason } : {}),
  };
  const value = nextRevision(service, { publication }, isoTime(now));
  await commit({
    writes: [{ write: "replace", record: { kind: "service", value } }],
    events: [
      {
        type: `service.publication-${STATES[decision]}`,
        actor: by,
        team: service.team,
        service: service.slug,
        ...(reason ? { reason } : {}),
      },
    ],
    result: { kind: "service", keys: { service: service.slug } },
  });
  return value;
};
