import { join } from "node:path";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { OUTBOX_FILTER } from "@latchkey/functions/relay/outbox-filter";
import { startStreamPoller } from "../dynamodb/stream-poller.ts";
import { parseEventPattern } from "../event-pattern/parse-event-pattern.ts";
import { TABLE_NAME } from "./environment.ts";

export interface StreamParts {
  table: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  data: string;
  report(message: string, error?: unknown): void;
}

/** Feeds the table's stream to the relay, through the filter that `infra` gives the mapping. */
export const startStreams = async ({ table, streams, data, report }: StreamParts) => {
  const { handler } = await import("@latchkey/functions/relay/relay-lambda");
  return startStreamPoller({
    table,
    streams,
    tableName: TABLE_NAME,
    positionPath: join(data, "relay-position.json"),
    filters: [parseEventPattern(OUTBOX_FILTER)],
    handler,
    // The items stay in the outbox, where the sweep finds them.
    onFailure: async ({ records }) => report(`the relay gave up on ${records.length} records`),
    onError: (error) => report("reading the stream", error),
  });
};
