import type { DomainEvent } from "@latchkey/core/event/event";
import { INTERNAL_EVENTS, PUBLIC_EVENTS } from "@latchkey/core/event/event";
import * as z from "zod/mini";
import type { ItemWrite } from "../table/item-write.ts";
import { outboxKey } from "../table/keys.ts";

const Name = z.exactOptional(z.string());

const Stored = z.object({
  id: z.string(),
  type: z.enum([...PUBLIC_EVENTS, ...INTERNAL_EVENTS]),
  at: z.string(),
  actor: z.string(),
  team: z.string(),
  consumer: Name,
  service: Name,
  subscription: Name,
  credential: Name,
  reason: Name,
});

/** The event waits here until the relay has put it on the bus. */
export const outboxWrite = (event: DomainEvent): ItemWrite => ({
  do: "put",
  key: outboxKey(event.id),
  attributes: { event },
  conditions: [],
});

/** The event of an outbox item, unmarshalled: read from the table, or taken from its stream. */
export const eventOf = (item: Record<string, unknown>): DomainEvent => Stored.parse(item["event"]);
