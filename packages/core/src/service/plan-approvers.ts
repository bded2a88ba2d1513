import type { NewEvent } from "../event/event.ts";
import type { Invitation, InvitationRecord } from "../invitation/invitation.ts";
import { planInvitation, planRoom, planWithdrawals } from "../invitation/plan-invitation.ts";
import type { Write } from "../store/change.ts";
import type { WorkContext } from "../store/work.ts";
import type { Service } from "./service.ts";
import type { ServiceWork } from "./service-work.ts";

/** What naming approvers adds to a change of a service. */
export interface PlannedApprovers {
  /** The approvers who have to accept before they are asked to decide; null when there is none. */
  approversPending: string[] | null;
  writes: Write<InvitationRecord>[];
  events: NewEvent[];
}

/** With those that are over: a deletion takes all of them in one change of the store. */
const MAX_INVITED = 40;

/**
 * An approver accepts once for each service, unless an admin names it or it belongs to the service's team. Naming it
 * again repeats an open invitation; one that was declined is asked again only after it was taken off the list.
 */
export const planApprovers = async (
  work: Pick<ServiceWork, "caller" | "actor" | "now" | "random" | "limits" | "stores">,
  service: Pick<Service, "slug" | "team" | "approvers" | "approversPending">,
  named: readonly string[],
  isNew: boolean,
): Promise<PlannedApprovers> => {
  const [members, invitations] = await Promise.all([
    named.length > 0 ? work.stores.members(service.team) : [],
    isNew ? [] : work.stores.invitations({ of: "service", slug: service.slug }),
  ]);
  const pending = service.approversPending ?? [];
  const trusted = new Set([
    ...(work.caller.admin ? named : []),
    ...members.map(({ email }) => email),
    ...(isNew ? [] : service.approvers.filter((email) => !pending.includes(email))),
    ...invitations.filter(({ status }) => status === "accepted").map(({ email }) => email),
  ]);
  const asked = named.filter((email) => !trusted.has(email));
  const planned = asked
    .map((email) => ({ email, known: invitations.find((each) => each.email === email) }))
    .filter(({ email, known }) => known?.status !== "declined" || !pending.includes(email))
    .map(({ email, known }) => ({ known, ...planOne(work, service, email, known) }));
  const ended = invitations.filter(({ email }) => !asked.includes(email));
  const room = {
    held: invitations.length,
    added: planned.filter(({ known }) => !known).length,
    most: MAX_INVITED,
    idle: ended.filter(({ status }) => status !== "invited"),
  };
  return {
    approversPending: asked.length > 0 ? asked : null,
    writes: [
      ...planned.flatMap(({ writes }) => writes),
      ...planWithdrawals(ended, work.now),
      ...planRoom(room, work.now),
    ],
    events: planned.flatMap(({ events }) => events),
  };
};

const planOne = (
  work: Pick<WorkContext, "caller" | "actor" | "now" | "random" | "limits">,
  { team, slug }: Pick<Service, "team" | "slug">,
  email: string,
  known: Invitation | undefined,
) => planInvitation(work, known, { team, email, offer: { kind: "approver", service: slug } });
