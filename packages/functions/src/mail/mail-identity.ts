import { hash } from "node:crypto";
import { FEEDBACK_ID } from "@latchkey/core/notification/mailer";

/** Who the mails come from, as configured: `Name <user@domain>` or `user@domain`. */
export interface Sender {
  from: string;
  domain: string;
}

/** @throws Error for what is no address: a Lambda that cannot mail must not start. */
export const senderOf = (from: string): Sender => {
  const domain = /^[^\r\n]*?[^\s<>@]+@([A-Za-z0-9.-]+)>?$/.exec(from)?.[1];
  if (domain === undefined) throw new Error("LATCHKEY_SENDER is not the address of a sender.");
  return { from, domain };
};

/** The same for the same notification, so that a mail that is sent again is recognised (RFC 5322, section 3.6.4). */
export const messageIdOf = (key: string, { domain }: Sender): string =>
  `<${hash("sha256", key, "hex").slice(0, 40)}@${domain}>`;

/** What mail providers count complaints by (Google, "Feedback loop"): what sort of mail it is, and whose doing. */
export interface MailOrigin {
  kind: string;
  /** The slug of the team that caused it; none for what the platform says by itself. */
  team?: string | undefined;
  /** Where the recipient unsubscribes from mails of this sort. */
  unsubscribe?: string | undefined;
}

/**
 * RFC 2919, RFC 3834 section 5, RFC 8058, and Exchange's own: automatic replies are suppressed, and filters can recognize these mails.
 */
export const mailHeaders = (
  { domain }: Sender,
  { kind, team, unsubscribe }: MailOrigin,
): Record<string, string> => ({
  "List-Id": `Latchkey <notifications.latchkey.${domain}>`,
  "Auto-Submitted": "auto-generated",
  [FEEDBACK_ID]: `${kind}:${team ?? "platform"}:latchkey`,
  "X-Auto-Response-Suppress": "All",
  ...(unsubscribe === undefined
    ? {}
    : {
        "List-Unsubscribe": `<${unsubscribe}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
});
