import * as z from "zod/mini";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { openLink, signLink } from "../link/signed-link.ts";
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

/** Safe in a URL. */
export const signInvitationLink = (ring: KeyRing, link: InvitationLink): string => {
  const { invitation, of, slug, email, number, expires } = link;
  return signLink(ring, "invitation-link", [invitation, of, slug, email, number, expires]);
};

/** Nothing when it was tampered with, or made with a key that is no longer in the ring. Says nothing of its end. */
export const openInvitationLink = (ring: KeyRing, token: string): InvitationLink | undefined => {
  const [invitation, of, slug, email, number, expires] = openLink(ring, "invitation-link", token) ?? [];
  return InvitationLink.safeParse({ invitation, of, slug, email, number, expires }).data;
};
