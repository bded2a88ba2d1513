import { DomainEvent } from "@latchkey/core/event/event";
import type { ItemWrite } from "../dynamo/item-write.ts";
import { outboxKey } from "../dynamo/keys.ts";

/** The event waits here until the relay has put it on the bus. */
export const outboxWrite = (event: DomainEvent): ItemWrite => ({
  do: "put",
  key: outboxKey(event.id),
  attributes: { event },
  conditions: [],
});

/** The event of an outbox item, unmarshalled: read from the table, or taken from its stream. */
export const eventOf = (item: Record<string, unknown>): DomainEvent => DomainEvent.parse(item["event"]);
