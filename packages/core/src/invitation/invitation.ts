import * as z from "zod/mini";
import { Role } from "../access/role.ts";
import { ResourceFields } from "../resource.ts";
import { Slug } from "../text.ts";

/** What a person is asked to become. */
export const Offer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("member"), role: Role }),
  /** Of the service with this slug. */
  z.object({ kind: z.literal("approver"), service: Slug }),
]);
export type Offer = z.infer<typeof Offer>;

/** Who invites: a person by a verified address, or a consumer of the team. */
export const Inviter = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("person"), email: z.string() }),
  z.object({ kind: z.literal("machine"), consumer: z.string() }),
]);
export type Inviter = z.infer<typeof Inviter>;

/**
 * The latest invitation of an address to a team, or to decide for a service. It is a record of its own: until it is
 * accepted there is no member and no approver, so no other code can take the address for one.
 */
export const Invitation = z.object({
  ...ResourceFields,
  /** The team that invites; an approver's is the team of the service. */
  team: Slug,
  email: z.string(),
  offer: Offer,
  inviter: Inviter,
  status: z.enum(["invited", "accepted", "declined", "withdrawn"]),
  /** Grows with each new invitation of the address: the links of earlier ones decide nothing. */
  number: z.int(),
  /** When the latest mail was caused; it bounds mails to one a day. */
  mailedAt: z.string(),
  expiresAt: z.string(),
  /** How it was answered by its link. */
  answer: z.optional(z.object({ at: z.string(), sourceIp: z.string() })),
});
export type Invitation = z.infer<typeof Invitation>;
export type InvitationRecord = { kind: "invitation"; value: Invitation };

/** Where an invitation is kept: beside those of the same team, or of the same service. */
export type InvitationPlace = { of: "team" | "service"; slug: string };

export const placeOf = ({ team, offer }: Pick<Invitation, "team" | "offer">): InvitationPlace =>
  offer.kind === "member" ? { of: "team", slug: team } : { of: "service", slug: offer.service };

/** `expired` follows from the time and is stored nowhere. */
export type InvitationStanding = Invitation["status"] | "expired";

export const standingOf = (invitation: Invitation, now: number): InvitationStanding =>
  invitation.status === "invited" && Date.parse(invitation.expiresAt) <= now ? "expired" : invitation.status;

export const isOpen = (invitation: Invitation, now: number): boolean =>
  standingOf(invitation, now) === "invited";
