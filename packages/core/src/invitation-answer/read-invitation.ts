import { managementScopes } from "../access/management-scope.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import { type Invitation, standingOf } from "../invitation/invitation.ts";
import { type InvitationLink, openInvitationLink } from "../invitation/invitation-link.ts";
import type { InvitationStore } from "../invitation/invitation-store.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { ringOfLink } from "../link/signed-link.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { ServiceStore } from "../service/service-store.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { Team } from "../team/team.ts";
import type { TeamStore } from "../team/team-store.ts";

export interface InvitationReads {
  keys: KeyRings;
  stores: Pick<InvitationStore, "invitation"> &
    Pick<TeamStore, "team" | "member"> &
    Pick<ServiceStore, "service"> &
    Pick<ConsumerStore, "consumer"> &
    Pick<SubscriptionStore, "currentSubscription">;
  now: number;
}

/** Expired, replaced by a later one, withdrawn by the team, or made by a person who may no longer invite. */
export type InvitationGone = "over" | "superseded" | "withdrawn";

/** What the address was invited to, as it is now. */
export type Inviting = { invitation: Invitation; team: Team } & (
  | { of: "team" }
  | { of: "service"; service: Service }
);

/** The current state of the invitation that a link answers. */
export type FoundInvitation =
  | { state: "unknown" }
  | { state: "gone"; why: InvitationGone }
  | ({ state: "open" } & Inviting)
  | ({ state: "answered"; decision: "accept" | "decline"; stands: boolean } & Inviting);

/** Reads what a link answers. Changes nothing. The order of the checks is that of approval links. */
export const readInvitation = async (reads: InvitationReads, token: string): Promise<FoundInvitation> => {
  const ring = await ringOfLink(reads.keys, token);
  const link = ring && openInvitationLink(ring, token);
  if (!link) return { state: "unknown" };
  if (link.expires * 1000 <= reads.now) return { state: "gone", why: "over" };
  const found = await readInviting(reads, link);
  if (!found) return { state: "unknown" };
  const { invitation } = found;
  if (invitation.number !== link.number) return { state: "gone", why: "superseded" };
  const standing = standingOf(invitation, reads.now);
  switch (standing) {
    case "accepted":
      return { ...found, state: "answered", decision: "accept", stands: await stands(reads, found) };
    case "declined":
      return { ...found, state: "answered", decision: "decline", stands: true };
    case "withdrawn":
      return { state: "gone", why: "withdrawn" };
    case "expired":
      return { state: "gone", why: "over" };
    case "invited":
      return (await mayStillInvite(reads, invitation))
        ? { ...found, state: "open" }
        : { state: "gone", why: "withdrawn" };
  }
};

const readInviting = async (
  { stores }: InvitationReads,
  { invitation: id, of, slug, email }: InvitationLink,
): Promise<Inviting | undefined> => {
  const invitation = await stores.invitation({ of, slug }, email);
  if (invitation?.id !== id) return undefined;
  const team = await stores.team(invitation.team);
  if (!team) return undefined;
  if (of === "team") return { of, invitation, team };
  const service = await stores.service(slug);
  return service && { of, invitation, team, service };
};

/** Whether what was accepted still holds. */
const stands = async ({ stores }: InvitationReads, found: Inviting): Promise<boolean> => {
  const { team, email } = found.invitation;
  return found.of === "team"
    ? (await stores.member(team, email)) !== undefined
    : found.service.approvers.includes(email);
};

/**
 * An invitation cannot be accepted once its author has lost the right to invite: a person who is no longer an owner, or a
 * consumer that is suspended, deleted or no longer manages as an owner.
 */
const mayStillInvite = async (
  { stores, now }: InvitationReads,
  { team, inviter }: Invitation,
): Promise<boolean> => {
  if (inviter.kind === "person") return (await stores.member(team, inviter.email))?.role === "owner";
  const [consumer, managing] = await Promise.all([
    stores.consumer(inviter.consumer),
    stores.currentSubscription(inviter.consumer, LATCHKEY_SERVICE),
  ]);
  if (consumer?.team !== team || consumer.status !== "active") return false;
  if (!managing || statusAt(managing, now) !== "active") return false;
  return managementScopes(["owner"], managing.scopes).includes("owner");
};
