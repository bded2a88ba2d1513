import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { INDEXES } from "./keys.ts";

/*
 * The definition of the one table as plain data, without the SDK, for all that create it: infra, the local program, tests.
 */

/** Epoch seconds; DynamoDB removes the item some time after. */
export const TTL_ATTRIBUTE = "ttl";

/** Sparse: what a job has to look at, by when it becomes due. */
export const DUE_INDEX = "due";

/** Each index, with its partition and sort key attributes. All of them strings. */
export const TABLE_INDEXES: readonly { name: string; partitionKey: string; sortKey: string }[] = [
  ...INDEXES.map((name) => ({ name, partitionKey: `${name}pk`, sortKey: `${name}sk` })),
  { name: DUE_INDEX, partitionKey: "duePk", sortKey: "dueSk" },
];

const KEY_ATTRIBUTES = ["pk", "sk", ...TABLE_INDEXES.flatMap((index) => [index.partitionKey, index.sortKey])];

const keySchema = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: "HASH" as const },
  { AttributeName: sortKey, KeyType: "RANGE" as const },
];

export const createTableInput = (tableName: string): CreateTableCommandInput & { TableName: string } => ({
  TableName: tableName,
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: KEY_ATTRIBUTES.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  KeySchema: keySchema("pk", "sk"),
  GlobalSecondaryIndexes: TABLE_INDEXES.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index.partitionKey, index.sortKey),
    Projection: { ProjectionType: "ALL" },
  })),
  StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
});
