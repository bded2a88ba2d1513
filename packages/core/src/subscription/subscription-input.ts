import * as z from "zod/mini";
import { IsoTime, line, paragraph } from "../text.ts";
import { AnswersInput } from "./answers.ts";

export const Reason = paragraph(1000);

const Scopes = z.array(line(63)).check(z.maxLength(50));

export const NewSubscription = z.strictObject({
  service: line(80),
  plan: z.optional(line(63)),
  reason: z.optional(Reason),
  scopes: z.optional(Scopes),
  answers: z.optional(AnswersInput),
  termsVersion: z.optional(line(63)),
});
export type NewSubscription = z.infer<typeof NewSubscription>;

/** What a provider says of a subscriber that it adds by itself. */
export const NewSubscriber = z.strictObject({
  consumer: line(64),
  plan: z.optional(line(63)),
  scopes: z.optional(Scopes),
});
export type NewSubscriber = z.infer<typeof NewSubscriber>;

export const SubscriptionActionInput = z.strictObject({
  reason: z.optional(Reason),
  plan: z.optional(line(63)),
  scopes: z.optional(Scopes.check(z.minLength(1))),
  expiresAt: z.optional(IsoTime),
});
export type SubscriptionActionInput = z.infer<typeof SubscriptionActionInput>;

export const SubscriptionAction = z.enum([
  "approve",
  "reject",
  "suspend",
  "resume",
  "revoke",
  "renew",
  "change-plan",
  "withdraw",
  "cancel",
]);
export type SubscriptionAction = z.infer<typeof SubscriptionAction>;
