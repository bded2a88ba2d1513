import * as z from "zod/mini";
import { linkKind } from "../link/link-kind.ts";
import { type Invitation, placeOf } from "./invitation.ts";

/** What a link answers: one invitation of one address. */
export const InvitationLink = z.object({
  /** The record's id: one that was erased and made once more is another. */
  invitation: z.string(),
  of: z.enum(["team", "service"]),
  slug: z.string(),
  email: z.string(),
  number: z.int(),
  /** Seconds since the epoch. */
  expires: z.int(),
});
export type InvitationLink = z.infer<typeof InvitationLink>;

export const linkOfInvitation = (invitation: Invitation): InvitationLink => ({
  invitation: invitation.id,
  ...placeOf(invitation),
  email: invitation.email,
  number: invitation.number,
  expires: Math.floor(Date.parse(invitation.expiresAt) / 1000),
});

export const { sign: signInvitationLink, open: openInvitationLink } = linkKind(
  "invitation-link",
  InvitationLink,
);
