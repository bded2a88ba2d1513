import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import { answered } from "../unavailable.ts";
import type { Table } from "./table.ts";

type RawItem = Record<string, AttributeValue>;

export interface ScanPage {
  items: RawItem[];
  /** Behind this page; nothing when it was the last. */
  next: RawItem | undefined;
}

/** Every item of the table once, page by page (1 MB at most, `limit` items where given), each as it was when read. */
export async function* scanPages(
  table: Table,
  { from, limit }: { from?: RawItem | undefined; limit?: number } = {},
): AsyncGenerator<ScanPage> {
  let start = from;
  do {
    const { Items = [], LastEvaluatedKey } = await answered(
      "DynamoDB",
      table.client.send(
        new ScanCommand({
          TableName: table.tableName,
          ConsistentRead: true,
          ExclusiveStartKey: start,
          ...(limit === undefined ? {} : { Limit: limit }),
        }),
      ),
    );
    yield { items: Items, next: LastEvaluatedKey };
    start = LastEvaluatedKey;
  } while (start);
}
