import * as z from "zod/mini";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { openLink, signLink } from "../link/signed-link.ts";

/** What one approver's link decides: one application of one subscription, until it lapses. */
export const ApprovalLink = z.object({
  subscription: z.string(),
  application: z.int(),
  approver: z.string(),
  /** Seconds since the epoch. */
  expires: z.int(),
});
export type ApprovalLink = z.infer<typeof ApprovalLink>;

/** Safe in a URL. */
export const signApprovalLink = (ring: KeyRing, link: ApprovalLink): string =>
  signLink(ring, "approval-link", [link.subscription, link.application, link.approver, link.expires]);

/** Nothing when it was tampered with, or made with a key that is no longer in the ring. Says nothing of its end. */
export const openApprovalLink = (ring: KeyRing, token: string): ApprovalLink | undefined => {
  const [subscription, application, approver, expires] = openLink(ring, "approval-link", token) ?? [];
  return ApprovalLink.safeParse({ subscription, application, approver, expires }).data;
};
