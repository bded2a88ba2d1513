import { join } from "node:path";
import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { vi } from "vitest";
import { parseEventPattern } from "../event-pattern/parse-event-pattern.ts";
import { ensureTable } from "./ensure-table.ts";
import { type StreamPoller, type StreamPollerOptions, startStreamPoller } from "./stream-poller.ts";
import { startTemporaryEngine, type TemporaryEngine } from "./temporary-engine.ts";

export const TableName = "latchkey";
export const table = {
  TableName,
  BillingMode: "PAY_PER_REQUEST" as const,
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" as const }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" as const }],
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" as const },
};
const insertedOutbox = parseEventPattern({
  eventName: ["INSERT"],
  dynamodb: { NewImage: { kind: { S: ["outbox"] } } },
});

export const key = (record: DynamoDBRecord): string => record.dynamodb?.Keys?.["pk"]?.S ?? "";

export const positionPathOf = ({ dataDirectory }: TemporaryEngine): string =>
  join(dataDirectory, "relay.position.json");

/** A table with a stream, and the pollers that a test starts. */
export const startPolledTable = async () => {
  let engine = await startTemporaryEngine();
  await ensureTable(engine.client, { table });
  const pollers: StreamPoller[] = [];
  const stopPollers = () => Promise.all(pollers.splice(0).map((poller) => poller.stop()));
  return {
    engine: () => engine,
    put: (pk: string, kind = "outbox", more = {}) =>
      engine.client.send(
        new PutItemCommand({ TableName, Item: { pk: { S: pk }, kind: { S: kind }, ...more } }),
      ),
    /** A poller that notes the keys it is given. */
    poll: (options: Partial<StreamPollerOptions> = {}) => {
      const seen: string[] = [];
      const onFailure = vi.fn(async () => {});
      const onError = vi.fn();
      const poller = startStreamPoller({
        table: engine.client,
        streams: engine.streams,
        tableName: TableName,
        positionPath: positionPathOf(engine),
        filters: [insertedOutbox],
        handler: async ({ Records }) => void seen.push(...Records.map(key)),
        onFailure,
        onError,
        ...options,
      });
      pollers.push(poller);
      return { seen, poller, onFailure, onError };
    },
    stopPollers,
    stopEngine: () => engine.stop(),
    startEngineAgain: async () => {
      engine = await startTemporaryEngine(engine.dataDirectory);
    },
    stop: async () => {
      await stopPollers();
      await engine[Symbol.asyncDispose]();
    },
  };
};

export type PolledTable = Awaited<ReturnType<typeof startPolledTable>>;
