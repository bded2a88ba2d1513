import * as z from "#schema";
import { NAME, whole } from "../name-pattern.ts";
import { ResourceFields } from "../resource.ts";
import { Labels, line, paragraph, Slug } from "../text.ts";

export const ConsumerName = z
  .string()
  .check(z.regex(whole(NAME), "1 to 63 of a-z, 0-9, . _ and -, starting with a letter or digit"));

/** An offer to another team, which its owners accept or decline until its end: then it is as none. */
export const TransferOffer = z.object({
  /** The slug as it was typed: an offer does not tell whether there is such a team. */
  team: Slug,
  offeredBy: z.string(),
  offeredAt: z.string(),
  expiresAt: z.string(),
});
export type TransferOffer = z.infer<typeof TransferOffer>;

/** Whose it was before its last transfer. That team knows the secrets that are older. */
export const Transferred = z.object({ from: Slug, at: z.string() });
export type Transferred = z.infer<typeof Transferred>;

export const Consumer = z.object({
  ...ResourceFields,
  name: ConsumerName,
  team: Slug,
  description: z.optional(z.string()),
  labels: z.record(z.string(), z.string()),
  status: z.enum(["active", "suspended", "deleted"]),
  plugins: z.record(z.string(), z.record(z.string(), z.unknown())),
  transfer: z.optional(TransferOffer),
  transferred: z.optional(Transferred),
});
export type Consumer = z.infer<typeof Consumer>;
export type ConsumerRecord = { kind: "consumer"; value: Consumer };

export const NewConsumer = z.strictObject({
  name: ConsumerName,
  team: Slug,
  description: z.optional(paragraph(1000)),
  labels: z._default(Labels, {}),
});
export type NewConsumer = z.infer<typeof NewConsumer>;

/** `name` and `team` are here so that trying to change them is told as `immutable-field`. */
export const ConsumerPatch = z.strictObject({
  description: z.optional(z.nullable(paragraph(1000))),
  labels: z.optional(Labels),
  name: z.optional(line(63)),
  team: z.optional(line(63)),
});
export type ConsumerPatch = z.infer<typeof ConsumerPatch>;

/** Whether it was deleted: its record stays until what it had has been ended. */
export const isDeleted = ({ status }: { status: string }): boolean => status === "deleted";

/** A deleted consumer is treated like one that never was, though its clean-up may still be going on. */
export const exists = (consumer: Consumer | undefined): consumer is Consumer =>
  consumer !== undefined && !isDeleted(consumer);

/** The consumer of the platform itself: it cannot be deleted, suspended or unsubscribed. */
export const ROOT_CONSUMER = "root";

/** Nothing of it is a secret: an answer shows it whole, and the audit. */
export const CONSUMER_SHOWN = {
  name: true,
  team: true,
  description: true,
  labels: true,
  status: true,
  plugins: true,
  transfer: true,
  transferred: true,
} as const satisfies Partial<Record<keyof Consumer, true>>;
