import { TABLE_INDEXES, TTL_ATTRIBUTE } from "@latchkey/aws/dynamo/table-definition";
import { settings } from "./stage.ts";

const keyAttributes = ["pk", "sk", ...TABLE_INDEXES.flatMap((index) => [index.partitionKey, index.sortKey])];

/** Everything that is stored. Its shape is `packages/aws/src/dynamo/table-definition.ts`. */
export const table = new sst.aws.Dynamo("Table", {
  fields: Object.fromEntries(keyAttributes.map((attribute) => [attribute, "string" as const])),
  primaryIndex: { hashKey: "pk", rangeKey: "sk" },
  globalIndexes: Object.fromEntries(
    TABLE_INDEXES.map((index) => [index.name, { hashKey: index.partitionKey, rangeKey: index.sortKey }]),
  ),
  ttl: TTL_ATTRIBUTE,
  stream: "new-and-old-images",
  deletionProtection: settings.protected,
  transform: {
    table: {
      // AWS's own key in KMS: a customer-managed key would need one more permission for every reader, without better
      // protection.
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
    },
  },
});

/** Lets a function be fed with the table's stream. */
export const readStream = {
  actions: [
    "dynamodb:DescribeStream",
    "dynamodb:GetRecords",
    "dynamodb:GetShardIterator",
    "dynamodb:ListStreams",
  ],
  resources: [table.nodes.table.streamArn],
};

type ItemAction = "GetItem" | "BatchGetItem" | "PutItem" | "UpdateItem" | "DeleteItem" | "ConditionCheckItem";

/** Lets a function do exactly these things to items. A transaction needs what each of its writes needs. */
export const useItems = (...actions: (ItemAction | "Query" | "Scan")[]) => ({
  actions: actions.map((action) => `dynamodb:${action}`),
  resources: [table.arn],
});

/** Lets a function list by the indexes. */
export const useIndexes = (...names: string[]) => ({
  actions: ["dynamodb:Query"],
  resources: names.map((name) => $interpolate`${table.arn}/index/${name}`),
});
