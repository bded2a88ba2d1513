import {
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestTable, type TestTable } from "../testing/dynamodb-for-tests.ts";
import { conditionExpression, holds, placeholders, type Test } from "./condition.ts";
import type { Item } from "./table.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const items: (Item | undefined)[] = [
  undefined,
  {},
  { erased: true, credentials: 0 },
  { doc: {}, revision: 1, credentials: 0 },
  { doc: {}, revision: 2, credentials: 5, living: true, id: "sub_1" },
  { doc: {}, revision: 2, credentials: 4, living: false, closed: true, id: "sub_2" },
  { ttl: 100 },
  { ttl: 101 },
];

const within = { is: "within", attribute: "credentials" } as const;
const tests: Test[] = [
  { is: "absent" },
  { is: "stored" },
  { is: "open" },
  { is: "ended" },
  { is: "gone", now: 100 },
  { is: "equal", attribute: "revision", value: 2 },
  { is: "equal", attribute: "id", value: "sub_1" },
  { ...within, by: 1 },
  { ...within, by: 1, most: 5 },
  { ...within, by: 0, most: 4 },
  { ...within, by: -1, most: 1 },
  { ...within, by: -5 },
  { is: "room", attribute: "credentials", by: 1, most: 5 },
  { is: "lacking", attribute: "credentials" },
  { is: "lacking", attribute: "closed" },
  { is: "room", attribute: "credentials", by: 6, most: 5 },
];

const holdsInEngine = async (test: Test, key: { pk: string; sk: string }): Promise<boolean> => {
  const used = placeholders();
  const ConditionExpression = conditionExpression(test, used);
  const values = Object.keys(used.values).length > 0;
  const check = {
    TableName: table.tableName,
    Key: marshall(key),
    ConditionExpression,
    ExpressionAttributeNames: used.names,
    ...(values ? { ExpressionAttributeValues: marshall(used.values) } : {}),
  };
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: [{ ConditionCheck: check }] }));
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException) return false;
    throw error;
  }
};

describe("A condition", () => {
  it.each(items.map((item, index) => [JSON.stringify(item) ?? "nothing", item, index] as const))(
    "means the same to DynamoDB and to us, for %s",
    async (_name, item, index) => {
      const key = { pk: `item-${index}`, sk: "META" };
      if (item)
        await table.client.send(
          new PutItemCommand({ TableName: table.tableName, Item: marshall({ ...item, ...key }) }),
        );
      for (const test of tests)
        expect({ test, holds: holds(test, item && { ...item, ...key }) }).toEqual({
          test,
          holds: await holdsInEngine(test, key),
        });
    },
  );
});
