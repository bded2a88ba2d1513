import * as z from "zod/mini";
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
