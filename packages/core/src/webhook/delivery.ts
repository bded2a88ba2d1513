import * as z from "zod/mini";
import { isoTime } from "../clock.ts";
import type { DomainEvent } from "../event/event.ts";
import { firstRevision, nextRevision, ResourceFields } from "../resource.ts";
import type { Chat } from "../service/chat.ts";
import type { Service } from "../service/service.ts";
import { payloadOf } from "./payload.ts";
import type { Webhook } from "./webhook.ts";

export const DeliveryStatus = z.enum(["waiting", "delivered", "dead"]);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** One event on its way to one webhook. */
export const Delivery = z.object({
  ...ResourceFields,
  webhook: z.string(),
  team: z.string(),
  /** The slug of the service, where `webhook` is the id of one of its chats. */
  service: z.optional(z.string()),
  /** Also the `webhook-id` of every attempt: the receiver's key to take an event once. */
  eventId: z.string(),
  type: z.string(),
  /** The very text that is sent, the same at every attempt. */
  payload: z.string(),
  status: DeliveryStatus,
  attempts: z.int(),
  nextAttemptAt: z.optional(z.string()),
  lastAttemptAt: z.optional(z.string()),
  lastStatus: z.optional(z.int()),
  lastError: z.optional(z.string()),
});
export type Delivery = z.infer<typeof Delivery>;
export type DeliveryRecord = { kind: "delivery"; value: Delivery };

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How long after each failed attempt the next one is made, in milliseconds. After the last there is none. */
export const RETRY_AFTER: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
];

/** How long an attempt is claimed exclusively; after it the attempt counts as lost and the next one is made. */
const LEASE = MINUTE;

/** What a receiver answered, or why it did not. It is never told what the answer said. */
export type Outcome =
  | { delivered: true; status: number }
  | { delivered: false; status?: number; error: string };

/** The id follows from the event, so the same event makes the same delivery. */
export const newDelivery = (
  webhook: Webhook,
  event: DomainEvent,
  now: number,
  side: "own" | "provider",
): Delivery =>
  waiting({ webhook: webhook.id, team: webhook.team, payload: payloadOf(event, side) }, event, now);

/** What a chat of a service is told of an event. */
export const newPost = (
  { id }: Chat,
  { slug, team }: Service,
  payload: string,
  event: DomainEvent,
  now: number,
): Delivery => waiting({ webhook: id, team, service: slug, payload }, event, now);

const waiting = (
  to: Pick<Delivery, "webhook" | "team" | "service" | "payload">,
  event: DomainEvent,
  now: number,
): Delivery => ({
  ...firstRevision(`dlv_${event.id.replace(/^evt_/, "")}`, isoTime(now)),
  ...to,
  eventId: event.id,
  type: event.type,
  status: "waiting",
  attempts: 0,
  nextAttemptAt: isoTime(now),
});

export const isDue = ({ status, nextAttemptAt }: Delivery, now: number): boolean =>
  status === "waiting" && nextAttemptAt !== undefined && Date.parse(nextAttemptAt) <= now;

/** Takes the delivery for one attempt, which counts from here on: even if the process that makes it dies. */
export const claimed = (delivery: Delivery, now: number): Delivery =>
  nextRevision(
    delivery,
    {
      attempts: delivery.attempts + 1,
      lastAttemptAt: isoTime(now),
      lastStatus: null,
      lastError: "the attempt was interrupted",
      nextAttemptAt: isoTime(now + LEASE),
    },
    isoTime(now),
  );

/** The delivery after its attempt: done, waiting for the next one, or dead after the last. */
export const settled = (delivery: Delivery, outcome: Outcome, now: number): Delivery => {
  if (outcome.delivered)
    return nextRevision(
      delivery,
      { status: "delivered", lastStatus: outcome.status, lastError: null, nextAttemptAt: null },
      isoTime(now),
    );
  const wait = RETRY_AFTER[delivery.attempts - 1];
  return nextRevision(
    delivery,
    {
      status: wait === undefined ? "dead" : "waiting",
      lastStatus: outcome.status ?? null,
      lastError: outcome.error,
      nextAttemptAt: wait === undefined ? null : isoTime(now + wait),
    },
    isoTime(now),
  );
};

/** No attempt will be made any more. */
export const abandoned = (delivery: Delivery, why: string, now: number): Delivery =>
  nextRevision(delivery, { status: "dead", lastError: why, nextAttemptAt: null }, isoTime(now));

/** The same attempt later, for a receiver that keeps others waiting. */
export const postponed = (delivery: Delivery, now: number): Delivery =>
  nextRevision(delivery, { nextAttemptAt: isoTime(now + LEASE) }, isoTime(now));

/** All attempts again, the first at once. */
export const replayed = (delivery: Delivery, now: number): Delivery =>
  nextRevision(
    delivery,
    { status: "waiting", attempts: 0, lastStatus: null, lastError: null, nextAttemptAt: isoTime(now) },
    isoTime(now),
  );
