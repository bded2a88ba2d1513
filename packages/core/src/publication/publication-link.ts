import * as z from "zod/mini";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { openLink, signLink } from "../link/signed-link.ts";

/** What an admin's link decides: one question about one service. */
export const PublicationLink = z.object({
  /** The service's id. */
  service: z.string(),
  asked: z.int(),
  admin: z.string(),
  /** Seconds since the epoch. */
  expires: z.int(),
});
export type PublicationLink = z.infer<typeof PublicationLink>;

/** Safe in a URL. */
export const signPublicationLink = (ring: KeyRing, link: PublicationLink): string =>
  signLink(ring, "publication-link", [link.service, link.asked, link.admin, link.expires]);

/** Nothing for a token that was changed, is of another kind, or names a key that the ring does not hold. */
export const openPublicationLink = (ring: KeyRing, token: string): PublicationLink | undefined => {
  const [service, asked, admin, expires] = openLink(ring, "publication-link", token) ?? [];
  return PublicationLink.safeParse({ service, asked, admin, expires }).data;
};
