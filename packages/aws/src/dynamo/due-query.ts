import type { QueryCommandInput } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { isoTime } from "@latchkey/core/clock";
import { DUE_INDEX } from "./table-definition.ts";

/** What of a partition is due at `now`. `~` sorts behind every id, so what is due at this very millisecond is in. */
export const dueQuery = (partition: string, now: number): Omit<QueryCommandInput, "TableName"> => ({
  IndexName: DUE_INDEX,
  KeyConditionExpression: "duePk = :part AND dueSk <= :now",
  ExpressionAttributeValues: marshall({ ":part": partition, ":now": `${isoTime(now)}~` }),
});
