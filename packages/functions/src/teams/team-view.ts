import { Role } from "@latchkey/core/access/role";
import type { Invitation } from "@latchkey/core/invitation/invitation";
import { RESOURCE_SHOWN, ResourceFields } from "@latchkey/core/resource";
import type { Suppression } from "@latchkey/core/suppression/suppression";
import type { Membership } from "@latchkey/core/team/read-team";
import type { Place } from "@latchkey/core/team/set-member";
import { type Member, OnLeak, Team } from "@latchkey/core/team/team";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";

/** `expiresAt` is the end of an invitation: until then it can be accepted. */
const MemberView = z.object({
  email: z.string(),
  role: Role,
  status: z.enum(["active", "invited"]),
  expiresAt: z.optional(z.string()),
  /** Why nothing is mailed to the address; absent where mails arrive, as far as is known. */
  mail: z.optional(z.enum(["bounced", "complained"])),
});
type MemberView = z.infer<typeof MemberView>;

export const TeamView = z.extend(
  viewOf(Team, {
    ...RESOURCE_SHOWN,
    slug: true,
    name: true,
    timeZone: true,
    status: true,
    onLeak: false,
    maxCredentialDays: true,
  }),
  {
    onLeak: OnLeak,
    members: z.optional(z.array(MemberView)),
  },
);
export type TeamView = z.infer<typeof TeamView>;

export const teamView = (team: Team, membership?: Membership): TeamView => ({
  ...team,
  onLeak: team.onLeak ?? "revoke",
  ...(membership ? { members: membersOf(membership) } : {}),
});

const membersOf = ({ members, invitations, suppressions }: Membership): MemberView[] =>
  [...members.map(memberView), ...invitations.flatMap(invitedView)].map((member) => ({
    ...member,
    ...mailOf(member.email, suppressions),
  }));

export const mailOf = (email: string, suppressions: readonly Suppression[]): Pick<MemberView, "mail"> => {
  const found = suppressions.find(({ address }) => address === email.toLowerCase());
  return found ? { mail: found.why } : {};
};

const memberView = ({ email, role }: Member): MemberView => ({ email, role, status: "active" });

const invitedView = ({ email, offer, expiresAt }: Invitation): MemberView[] =>
  offer.kind === "member" ? [{ email, role: offer.role, status: "invited", expiresAt }] : [];

export const MemberAnswer = z.object({ ...ResourceFields, team: z.string(), ...MemberView.shape });
export type MemberAnswer = z.infer<typeof MemberAnswer>;

/** A member, or an address that is invited to be one. */
export const placeView = (place: Place): MemberAnswer => {
  if ("member" in place) return { ...place.member, status: "active" };
  const { id, revision, createdAt, updatedAt, team, email, offer, expiresAt } = place.invitation;
  if (offer.kind !== "member") throw new Error("A team invites members.");
  return { id, revision, createdAt, updatedAt, team, email, role: offer.role, status: "invited", expiresAt };
};

export const PersonView = z.object({
  email: z.string(),
  teams: z.array(z.object({ team: z.string(), role: Role })),
});
