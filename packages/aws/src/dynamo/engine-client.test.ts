import {
  BatchGetItemCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancellationReasons, isAwsError } from "../aws-error.ts";
import { startTestTable, type TestTable } from "../testing/dynamodb-for-tests.ts";
import type { DynamoClient } from "./dynamo-client.ts";
import { createEngineClient } from "./engine-client.ts";

const KEY = { accessKeyId: "test", secretAccessKey: "test" };
let table: TestTable;
let engine: DynamoClient;
beforeAll(async () => {
  table = await startTestTable();
  engine = createEngineClient({ endpoint: table.endpoint, region: "us-east-1", credentials: KEY });
});
afterAll(async () => {
  engine.destroy();
  await table.stop();
});

const taken = (pk: string) => ({ TableName: table.tableName, Key: { pk: { S: pk }, sk: { S: "a" } } });
const put = (pk: string) => ({
  TableName: table.tableName,
  Item: { ...taken(pk).Key, text: { S: "„ü\u2028" }, list: { L: [{ N: "1.5" }, { NULL: true }] } },
});
const ABSENT = { ConditionExpression: "attribute_not_exists(pk)" };
const ALL_OLD = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;

/** What a client does, each of an item of its own. */
const WORK: Record<string, (client: DynamoClient, pk: string) => Promise<unknown>> = {
  "a write that is read": async (client, pk) => {
    await client.send(new PutItemCommand(put(pk)));
    return client.send(new GetItemCommand({ ...taken(pk), ConsistentRead: true }));
  },
  "bytes, beside names that look like them": async (client, pk) => {
    const bytes = new Uint8Array([0, 255, 10]);
    const B = { S: "AP8K" };
    const BS = { L: [{ S: "AP8K" }] };
    const Item = {
      ...taken(pk).Key,
      B,
      BS,
      bytes: { B: bytes },
      list: { L: [{ B: bytes }, { BS: [bytes] }] },
    };
    await client.send(new PutItemCommand({ TableName: table.tableName, Item }));
    const { Item: read } = await client.getItem(taken(pk));
    expect(read?.["bytes"]?.B).toBeInstanceOf(Uint8Array);
    return { read };
  },
  "a read of nothing": (client, pk) => client.send(new GetItemCommand(taken(pk))),
  "a batch": async (client, pk) => {
    await client.putItem(put(pk));
    const Keys = [taken(pk).Key, taken("none").Key];
    return client.send(new BatchGetItemCommand({ RequestItems: { [table.tableName]: { Keys } } }));
  },
  "a query": async (client, pk) => {
    await client.putItem(put(pk));
    const ExpressionAttributeValues = { ":pk": { S: pk } };
    const KeyConditionExpression = "pk = :pk";
    return client.send(
      new QueryCommand({ TableName: table.tableName, KeyConditionExpression, ExpressionAttributeValues }),
    );
  },
  "an update": (client, pk) =>
    client.send(
      new UpdateItemCommand({
        ...taken(pk),
        UpdateExpression: "ADD n :one",
        ExpressionAttributeValues: { ":one": { N: "1" } },
        ReturnValues: "ALL_NEW",
      }),
    ),
  "a removal": async (client, pk) => {
    await client.putItem(put(pk));
    await client.send(new DeleteItemCommand(taken(pk)));
    return client.getItem(taken(pk));
  },
  "a refused condition": async (client, pk) => {
    await client.putItem(put(pk));
    return client.send(new PutItemCommand({ ...put(pk), ...ABSENT, ...ALL_OLD }));
  },
  "a cancelled transaction": async (client, pk) => {
    await client.putItem(put(pk));
    const TransactItems = [{ Put: put(`${pk}-2`) }, { Put: { ...put(pk), ...ABSENT, ...ALL_OLD } }];
    return client.send(new TransactWriteItemsCommand({ TransactItems }));
  },
  "a transaction": async (client, pk) => {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put(pk) }] }));
    return client.getItem(taken(pk));
  },
  "a table that is none": (client, pk) =>
    client.send(new GetItemCommand({ ...taken(pk), TableName: "no-such-table" })),
  "an input that is none": (client, pk) =>
    client.send(new UpdateItemCommand({ ...taken(pk), UpdateExpression: "SET" })),
  "what the SDK itself does": async (client) =>
    (await client.send(new DescribeTableCommand({ TableName: table.tableName }))).Table?.TableName,
};

const outcomeOf = async (client: DynamoClient, pk: string, name: string): Promise<unknown> => {
  try {
    const output = await WORK[name]?.(client, pk);
    return typeof output === "object" ? { ...output, $metadata: undefined } : output;
  } catch (error) {
    const { Item } = Object(error);
    return { name: Object(error).name, Item, reasons: cancellationReasons(error) };
  }
};

describe("a table on one machine is answered for past the SDK as by it", () => {
  it.each(Object.keys(WORK))("%s", async (name) => {
    const [ofSdk, ofEngine] = [
      await outcomeOf(table.client, "sdk", name),
      await outcomeOf(engine, "eng", name),
    ];
    expect(JSON.parse(JSON.stringify(ofEngine).replaceAll('"eng', '"sdk'))).toEqual(
      JSON.parse(JSON.stringify(ofSdk)),
    );
    await engine.send(new DeleteItemCommand(taken("eng")));
    await engine.send(new DeleteItemCommand(taken("sdk")));
  });

  it("and a fault has the name by which the program knows it", async () => {
    await engine.putItem(put("known"));
    const refused = engine.putItem({ ...put("known"), ...ABSENT });
    const error = await refused.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isAwsError(error, "ConditionalCheckFailedException")).toBe(true);
  });
});
