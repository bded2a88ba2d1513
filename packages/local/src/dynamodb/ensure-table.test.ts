import { DescribeTimeToLiveCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureTable, type TableDefinition } from "./ensure-table.ts";
import { startTemporaryEngine, type TemporaryEngine } from "./temporary-engine.ts";

const definition = {
  table: {
    TableName: "latchkey",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "gsi1pk", AttributeType: "S" },
    ],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "gsi1",
        KeySchema: [{ AttributeName: "gsi1pk", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
  },
  timeToLiveAttribute: "expiresAt",
} satisfies TableDefinition;

let engine: TemporaryEngine;
beforeAll(async () => {
  engine = await startTemporaryEngine();
});
afterAll(() => engine[Symbol.asyncDispose]());

describe("ensureTable", () => {
  it("makes the table with its stream and its time to live", async () => {
    const table = await ensureTable(engine.client, definition);
    expect(table).toMatchObject({
      TableStatus: "ACTIVE",
      LatestStreamArn: expect.stringContaining("/stream/"),
    });
    const { TimeToLiveDescription } = await engine.client.send(
      new DescribeTimeToLiveCommand({ TableName: "latchkey" }),
    );
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: "ENABLED", AttributeName: "expiresAt" });
  });

  it("leaves an existing table and its items as they are", async () => {
    const first = await ensureTable(engine.client, definition);
    const Key = { pk: { S: "kept" } };
    await engine.client.send(new PutItemCommand({ TableName: "latchkey", Item: Key }));
    const second = await ensureTable(engine.client, definition);
    expect(second.LatestStreamArn).toBe(first.LatestStreamArn);
    expect((await engine.client.send(new GetItemCommand({ TableName: "latchkey", Key }))).Item).toEqual(Key);
  });

  it("refuses a table that an incompatible version made", async () => {
    await ensureTable(engine.client, definition);
    const { GlobalSecondaryIndexes: _, ...rest } = definition.table;
    const other = { ...rest, AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" as const }] };
    await expect(ensureTable(engine.client, { table: other })).rejects.toThrow(
      /indexes: gsi1.*needs.*indexes: none/,
    );
  });
});
