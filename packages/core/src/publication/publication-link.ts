import * as z from "zod/mini";
import { linkKind } from "../link/link-kind.ts";

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

export const { sign: signPublicationLink, open: openPublicationLink } = linkKind(
  "publication-link",
  PublicationLink,
);
