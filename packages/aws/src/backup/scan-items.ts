import { type AttributeValue, ScanCommand } from "@aws-sdk/client-dynamodb";
import type { Table } from "../table/table.ts";
import { answered } from "../unavailable.ts";
import type { RawItem } from "./raw-item.ts";

/** Where a scan goes on, as DynamoDB gave it. */
export type ScanPlace = Record<string, AttributeValue>;

export interface ScanPage {
  items: RawItem[];
  /** Behind this page; nothing when it was the last. */
  next: ScanPlace | undefined;
}

/** Every item of the table once, page by page (1 MB at most, `limit` items where given), each as it was when read. */
export async function* scanPages(
  table: Table,
  { from, limit }: { from?: ScanPlace | undefined; limit?: number } = {},
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
