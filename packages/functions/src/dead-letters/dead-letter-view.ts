import { DeadLetter } from "@latchkey/core/dead-letter/dead-letter";
import { DomainEvent } from "@latchkey/core/event/event";
import { RESOURCE_SHOWN } from "@latchkey/core/resource";
import { viewOf } from "@latchkey/core/view-of";
import * as z from "zod/mini";

const EventView = viewOf(DomainEvent, {
  id: true,
  type: true,
  at: true,
  actor: true,
  team: true,
  consumer: true,
  service: true,
  subscription: true,
  application: false,
  credential: true,
  credentialName: true,
  reason: true,
  member: true,
  role: true,
  origin: true,
  formerTeam: true,
  offeredTo: true,
  announcement: true,
  about: false,
  cursor: false,
});

/** `kind` is beside the target too: the type of the item that was given up. */
export const DeadLetterView = z.extend(
  viewOf(DeadLetter, {
    ...RESOURCE_SHOWN,
    target: true,
    reason: true,
    at: true,
    event: true,
    replayedAt: true,
  }),
  {
    event: z.optional(EventView),
    kind: z.enum(["mail", "webhook", "bus"]),
  },
);
export type DeadLetterView = z.infer<typeof DeadLetterView>;

export const deadLetterView = (letter: DeadLetter): DeadLetterView => ({
  ...letter,
  kind: letter.target.kind,
});
