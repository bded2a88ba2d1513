import { isoTime } from "@latchkey/core/clock";
import type { Suppression } from "@latchkey/core/suppression/suppression";
import * as z from "zod/mini";
import { CONFIGURATION_SET } from "./ses-rule.ts";

const Mail = z.object({
  destination: z.array(z.string()),
  tags: z.record(z.string(), z.array(z.string())),
});
const Time = z.pipe(
  z.string().check(z.refine((text) => !Number.isNaN(Date.parse(text)), "a time")),
  z.transform((text: string) => isoTime(Date.parse(text))),
);
const Recipients = z.array(z.object({ emailAddress: z.string() }));

/** Amazon SES Developer Guide, "Examples of event data that Amazon SES publishes". */
const SesEvent = z.object({
  source: z.literal("aws.ses"),
  detail: z.discriminatedUnion("eventType", [
    z.object({
      eventType: z.literal("Bounce"),
      mail: Mail,
      bounce: z.object({ bounceType: z.string(), bouncedRecipients: Recipients, timestamp: Time }),
    }),
    z.object({
      eventType: z.literal("Complaint"),
      mail: Mail,
      complaint: z.object({
        complainedRecipients: Recipients,
        complaintFeedbackType: z.optional(z.nullable(z.string())),
        timestamp: Time,
      }),
    }),
  ]),
});
type SesDetail = z.infer<typeof SesEvent>["detail"];

/**
 * The addresses that a message of SES says not to mail again. Only those that one of our mails went to; what may be over
 * soon (a full mailbox, a mail that was too large or was taken for spam) suppresses nothing. Undefined for what is no
 * such message.
 */
export const suppressionsOf = (input: unknown, configurationSet: string): Suppression[] | undefined => {
  const parsed = SesEvent.safeParse(input);
  if (!parsed.success) return undefined;
  const { detail } = parsed.data;
  if (!detail.mail.tags[CONFIGURATION_SET]?.includes(configurationSet)) return [];
  const mailed = new Set(detail.mail.destination.map(addressIn));
  return saidOf(detail).filter(({ address }) => mailed.has(address));
};

const saidOf = (detail: SesDetail): Suppression[] => {
  if (detail.eventType === "Bounce") {
    const { bounceType, bouncedRecipients, timestamp: at } = detail.bounce;
    return bounceType === "Permanent" ? of(bouncedRecipients, "bounced", at) : [];
  }
  const { complainedRecipients, complaintFeedbackType, timestamp: at } = detail.complaint;
  // A mailbox provider also reports what was no spam after all, and what its own checks made of a mail (RFC 5965, 7.3).
  return ["not-spam", "auth-failure"].includes(complaintFeedbackType ?? "")
    ? []
    : of(complainedRecipients, "complained", at);
};

const of = (recipients: z.infer<typeof Recipients>, why: Suppression["why"], at: string): Suppression[] =>
  recipients.map(({ emailAddress }) => ({ address: addressIn(emailAddress), why, at }));

/** `Ann <ann@example.com>` → `ann@example.com` */
const addressIn = (text: string): string => (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
