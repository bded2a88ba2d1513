import {
  type AttributeValue,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from "@aws-sdk/client-dynamodb";
import { answered } from "../unavailable.ts";
import type { Table } from "./table.ts";

type RawItem = Record<string, AttributeValue>;

export interface ItemPage {
  items: RawItem[];
  /** Behind this page; nothing when it was the last. */
  next: RawItem | undefined;
}

type Scan = Omit<ScanCommandInput, "TableName" | "ConsistentRead">;

/** Every item of the table once, page by page (1 MB at most, `Limit` items where given), each as it was when read. */
export const scanPages = (table: Table, scan: Scan = {}): AsyncGenerator<ItemPage> =>
  itemPages(
    (ExclusiveStartKey) =>
      table.client.send(
        new ScanCommand({ ...scan, TableName: table.tableName, ConsistentRead: true, ExclusiveStartKey }),
      ),
    scan.ExclusiveStartKey,
  );

/** What a query finds, page by page, in the order of its sort keys. */
export const queryPages = (
  table: Table,
  query: Omit<QueryCommandInput, "TableName">,
): AsyncGenerator<ItemPage> =>
  itemPages(
    (ExclusiveStartKey) =>
      table.client.send(new QueryCommand({ ...query, TableName: table.tableName, ExclusiveStartKey })),
    query.ExclusiveStartKey,
  );

interface Answer {
  Items?: RawItem[] | undefined;
  LastEvaluatedKey?: RawItem | undefined;
}

async function* itemPages(
  read: (start: RawItem | undefined) => Promise<Answer>,
  from: RawItem | undefined,
): AsyncGenerator<ItemPage> {
  let start = from;
  do {
    const { Items = [], LastEvaluatedKey } = await answered("DynamoDB", read(start));
    yield { items: Items, next: LastEvaluatedKey };
    start = LastEvaluatedKey;
  } while (start);
}
