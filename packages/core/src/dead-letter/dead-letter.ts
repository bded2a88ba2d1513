import * as z from "zod/mini";
import { DomainEvent } from "../event/event.ts";
import { newId } from "../id.ts";
import { sha256 } from "../key-ring/pepper.ts";
import { ResourceFields } from "../resource.ts";

/** What was given up, named so that it can be done again. */
export const DeadLetterTarget = z.discriminatedUnion("kind", [
  /** A mail that was refused for good; `key` is the one of its notification. */
  z.object({ kind: z.literal("mail"), key: z.string(), to: z.string() }),
  z.object({
    kind: z.literal("webhook"),
    team: z.string(),
    webhook: z.string(),
    delivery: z.string(),
  }),
  /** An event that a listener of the bus did not take. */
  z.object({ kind: z.literal("bus"), listener: z.string() }),
]);
export type DeadLetterTarget = z.infer<typeof DeadLetterTarget>;

/** Something that was given up and waits for a person. */
export const DeadLetter = z.object({
  ...ResourceFields,
  target: DeadLetterTarget,
  reason: z.string(),
  /** When it was given up, the last time. */
  at: z.string(),
  /** Absent when what came from the bus is no event. */
  event: z.optional(DomainEvent),
  replayedAt: z.optional(z.string()),
});
export type DeadLetter = z.infer<typeof DeadLetter>;
export type DeadLetterRecord = { kind: "dead-letter"; value: DeadLetter };

export type NewDeadLetter = Pick<DeadLetter, "target" | "reason" | "event">;

const MAX_REASON = 500;
export const shortReason = (reason: string): string => reason.slice(0, MAX_REASON);

/** The same for the same thing given up, however often; sorts by the time of its event. */
export const deadLetterId = ({ target, event }: NewDeadLetter, at: number): string => {
  const name = JSON.stringify([target, event?.id ?? at]);
  return newId("ddl", event ? Date.parse(event.at) : at, (length) => sha256(name).subarray(0, length));
};
