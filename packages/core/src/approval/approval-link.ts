import * as z from "zod/mini";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { linkKind } from "../link/link-kind.ts";

/** What one approver's link decides: one application of one subscription, until it lapses. */
export const ApprovalLink = z.object({
  subscription: z.string(),
  application: z.int(),
  approver: z.string(),
  /** Seconds since the epoch. */
  expires: z.int(),
});
export type ApprovalLink = z.infer<typeof ApprovalLink>;

export const { sign: signApprovalLink, open: openApprovalLink } = linkKind("approval-link", ApprovalLink);

/**
 * What a delegate's link decides in the approver's place. Of a kind of its own: what an earlier release does not know is not
 * taken for the approver's.
 */
export const DelegateLink = z.object({ ...ApprovalLink.shape, delegate: z.string() });
export type DelegateLink = z.infer<typeof DelegateLink>;

export const { sign: signDelegateLink, open: openDelegateLink } = linkKind("delegate-link", DelegateLink);

/** The one or the other. */
export type DecidingLink = ApprovalLink & { delegate?: string };

export const signDecidingLink = (ring: KeyRing, { delegate, ...link }: DecidingLink): string =>
  delegate === undefined ? signApprovalLink(ring, link) : signDelegateLink(ring, { ...link, delegate });

export const openDecidingLink = (ring: KeyRing, token: string): DecidingLink | undefined =>
  openApprovalLink(ring, token) ?? openDelegateLink(ring, token);

/** The person who decides by it. */
export const deciderOf = ({ approver, delegate }: DecidingLink): string => delegate ?? approver;
