import { randomBytes } from "node:crypto";
import { GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { PlatformStores } from "@latchkey/core/platform/stores";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import type { Records } from "@latchkey/core/testing/kept-records";
import { aRing, NOW } from "@latchkey/core/testing/records";
import { type CommitContext, createCommit } from "../commit/commit.ts";
import type { DynamoClient } from "../dynamo/dynamo-client.ts";
import type { Key } from "../dynamo/keys.ts";
import type { ListedTable } from "../dynamo/read-list.ts";
import type { CallTable, Sealing } from "../dynamo/table.ts";
import { tableStores } from "../stores/table-stores.ts";
import { engineTestClient, signedTestClient, startTestTable, type TestTable } from "./dynamodb-for-tests.ts";
import { keepApplication, keepRecords } from "./keep-records.ts";

/** The whole store over an empty table. */
export interface TestStore extends TestTable, ListedTable {
  /** The table as the authorizer and the gateway use it, without the SDK. */
  calls: CallTable & Sealing;
  /** The ring `record`. */
  ring(): Promise<KeyRing>;
  stores: PlatformStores;
  commit: PlatformCommit;
  commitWith(context: Partial<CommitContext>): PlatformCommit;
  /** Stores new records in one change, as they are: nothing is counted and no name is claimed. */
  keep(records: Records): Promise<void>;
  /** Stores a living subscription, and counts it as an application is counted. */
  apply(subscription: Subscription): Promise<Subscription>;
  /** The item as stored in the table. */
  item(key: Key): Promise<Record<string, unknown> | undefined>;
  partition(pk: string): Promise<Record<string, unknown>[]>;
}

/** By the client of `npm start` unless another one is given: tests of the adapters give the SDK's own (`testClient`). */
export const startTestStore = async (
  clientOf: (endpoint: string) => DynamoClient = engineTestClient,
): Promise<TestStore> => {
  const table = await startTestTable(clientOf);
  const { client, tableName } = table;
  const ring = aRing("k1");
  const listed = { client, tableName, cursorRing: async () => ring };
  const context: CommitContext = { client, tableName, now: NOW, random: randomBytes, ring: async () => ring };
  const commit = createCommit(context);
  return {
    ...table,
    ...listed,
    calls: { client: signedTestClient(table.endpoint), tableName, ring: async () => ring },
    ring: async () => ring,
    stores: tableStores(listed),
    commit,
    commitWith: (others) => createCommit({ ...context, ...others }),
    keep: (records) => keepRecords(commit, records),
    apply: (subscription) => keepApplication(commit, subscription),
    item: async (key) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: marshall(key), ConsistentRead: true }),
      );
      return Item && unmarshall(Item);
    },
    partition: async (pk) => {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: marshall({ ":pk": pk }),
        }),
      );
      return Items.map((item) => unmarshall(item));
    },
  };
};
