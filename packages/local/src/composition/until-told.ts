import { setTimeout as sleep } from "node:timers/promises";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import type { BusEndpoint } from "../bus/bus-endpoint.ts";

const ASK_EVERY = 20;
/** A mail server that is down does not block the others: its mails come later. */
const WAIT_AT_MOST = 5000;

/**
 * Waits until every event that was written is on the bus and its mails are sent. An event that is told of later would be
 * told of as things are by then: that something ends tomorrow is not said of what has ended.
 */
export const untilTold = (bus: Pick<BusEndpoint, "waiting">) => async (): Promise<void> => {
  const { table } = await import("@latchkey/functions/composition/dependencies");
  const outbox = outboxTable(table());
  const isEmpty = async () => {
    const shards = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 1)));
    return shards.every((events) => events.length === 0);
  };
  const until = performance.now() + WAIT_AT_MOST;
  while (performance.now() < until) {
    // In this order: an event is on the bus before it leaves the outbox.
    if ((await isEmpty()) && bus.waiting("notify") === 0) return;
    await sleep(ASK_EVERY);
  }
};
