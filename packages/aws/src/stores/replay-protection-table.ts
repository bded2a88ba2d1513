import { marshall } from "@aws-sdk/util-dynamodb";
import type { ReplayProtection } from "@latchkey/core/proof/replay-protection";
import { nonceKey } from "../dynamo/keys.ts";
import type { CallTable } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { written } from "../dynamo/written.ts";

/** Seconds that a used signature outlives its own end, for clocks that differ. */
const LEEWAY_SECONDS = 3600;

/** Used signatures as items that DynamoDB removes some time after they would be refused for their age. */
export const replayProtectionTable = (table: CallTable): ReplayProtection => ({
  claim: async ({ key, until }) => {
    const item = { ...nonceKey(key), [TTL_ATTRIBUTE]: Math.ceil(until) + LEEWAY_SECONDS };
    const put = table.client.putItem({
      TableName: table.tableName,
      Item: marshall(item),
      ConditionExpression: "attribute_not_exists(pk)",
    });
    return written(put);
  },
});
