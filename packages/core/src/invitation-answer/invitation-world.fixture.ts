import type { Invitation } from "../invitation/invitation.ts";
import { type InvitationLink, linkOfInvitation, signInvitationLink } from "../invitation/invitation-link.ts";
import type { Service } from "../service/service.ts";
import { CAST, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { anInvitation, aRing, aService, keysOf, NOW } from "../testing/records.ts";
import type { AnswerWork } from "./answer-invitation.ts";

export const ZOE = "zoe@strangers.test";
const RING = aRing("k1");

/** To become an approver of the service. */
export const APPROVER: Partial<Invitation> = { offer: { kind: "approver", service: "weather" } };

export interface Case {
  invitation?: Partial<Invitation>;
  service?: Partial<Service>;
  link?: Partial<InvitationLink>;
  records?: Records;
  now?: number;
}

/** An invitation by the owner of the providers, to their team or to one of their services, and its link. */
export const invitationWorld = (given: Case = {}) => {
  const inviter = { kind: "person" as const, email: the("owner", "providers").email };
  const invitation = anInvitation({ team: "providers", email: ZOE, inviter, ...given.invitation });
  const service = aService({ approvers: [ZOE], approversPending: [ZOE], ...given.service });
  const world = aWorld({ ...CAST, service, invitation, ...given.records });
  const reads: Pick<AnswerWork, "keys" | "stores" | "now"> = {
    keys: keysOf(RING),
    stores: world.stores,
    now: given.now ?? NOW,
  };
  const token = signInvitationLink(RING, { ...linkOfInvitation(invitation), ...given.link });
  return { ...world, invitation, reads, token };
};
