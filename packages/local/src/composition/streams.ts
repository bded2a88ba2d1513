import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { AUDIT_FILTERS } from "@latchkey/functions/audit/audit-filter";
import { OUTBOX_FILTER } from "@latchkey/functions/relay/outbox-filter";
import { sharedPages } from "../dynamodb/shared-pages.ts";
import type { StreamCalls } from "../dynamodb/stream-calls.ts";
import { startStreamPoller } from "../dynamodb/stream-poller.ts";
import { onTableWrite } from "../dynamodb/table-writes.ts";
import { parseEventPattern } from "../event-pattern/parse-event-pattern.ts";
import { TABLE_NAME } from "./environment.ts";

export interface StreamParts {
  table: DynamoDBClient;
  streams: StreamCalls;
  /** Of the engine that holds the table. */
  endpoint: string;
  data: string;
  report(message: string, error?: unknown): void;
}

/** Feeds the table's stream to the relay and to the audit, through the filters that `infra` gives their mappings. */
export const startStreams = async ({ table, streams, endpoint, data, report }: StreamParts) => {
  const relay = await import("@latchkey/functions/relay/relay-lambda");
  const audit = await import("@latchkey/functions/audit/append-audit-lambda");
  const shared = {
    table,
    streams: sharedPages(streams),
    tableName: TABLE_NAME,
    onWrite: onTableWrite(endpoint),
    onError: (error: unknown) => report("reading the stream", error),
  };
  const pollers = [
    startStreamPoller({
      ...shared,
      positionPath: join(data, "relay-position.json"),
      filters: [parseEventPattern(OUTBOX_FILTER)],
      handler: relay.handler,
      // The items stay in the outbox, where the sweep finds them.
      onFailure: async ({ records }) => report(`the relay gave up on ${records.length} records`),
    }),
    startStreamPoller({
      ...shared,
      positionPath: join(data, "audit-position.json"),
      filters: AUDIT_FILTERS.map(parseEventPattern),
      handler: audit.handler,
      // Dropped records would never be delivered again: a chain with an unnoticed gap is worse than a chain that waits.
      maximumRetryAttempts: Number.POSITIVE_INFINITY,
      onFailure: async ({ records }) => report(`the audit gave up on ${records.length} records`),
    }),
  ];
  return {
    stop: async () => {
      await Promise.all(pollers.map((poller) => poller.stop()));
    },
  };
};
