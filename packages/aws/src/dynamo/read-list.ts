import { marshall } from "@aws-sdk/util-dynamodb";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { Page, PageRequest } from "@latchkey/core/page";
import { openCursor, type Position, sealCursor } from "./cursor.ts";
import { isPossible, type ListRef } from "./keys.ts";
import { queryItems } from "./read-item.ts";
import type { Item, Table } from "./table.ts";

/** A table whose lists can be paged through; `cursorRing` is asked only when a cursor is given or made. */
export interface ListedTable extends Table {
  cursorRing(): Promise<KeyRing>;
}

/** One page of a list, in the order of making, or the newest first. Reads one entry more than the page holds, and nothing else. */
export const readList = async <T>(
  table: ListedTable,
  ref: ListRef,
  page: PageRequest,
  parse: (item: Item) => T,
  range?: Range,
): Promise<Page<T>> => {
  const list = page.backwards ? { ...ref, backwards: page.backwards } : ref;
  const items = await queryList(table, list, page.cursor, page.limit + 1, range);
  const shown = items.slice(0, page.limit);
  const last = items.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(parse),
    ...(last ? { cursor: await cursorAfter(table, list, last) } : {}),
  };
};

/** The places in a list that are asked for, both included. */
export interface Range {
  from: string;
  to: string;
}

/** Up to `most` entries of a list, from the cursor on. */
export const queryList = async (
  table: ListedTable,
  list: ListRef,
  cursor: string | undefined,
  most: number,
  range?: Range,
): Promise<Item[]> => {
  if (!isPossible({ pk: list.partition, sk: "" })) return [];
  return queryItems(
    table,
    {
      IndexName: list.index,
      ...(list.newestFirst === list.backwards ? {} : { ScanIndexForward: false }),
      KeyConditionExpression: `#partition = :partition${range ? " AND #place BETWEEN :from AND :to" : ""}`,
      ExpressionAttributeNames: {
        "#partition": `${list.index}pk`,
        ...(range ? { "#place": `${list.index}sk` } : {}),
      },
      ExpressionAttributeValues: marshall({
        ":partition": list.partition,
        ...(range ? { ":from": range.from, ":to": range.to } : {}),
      }),
      ...(cursor === undefined
        ? {}
        : { ExclusiveStartKey: startKey(list, openCursor(await table.cursorRing(), list, cursor)) }),
    },
    most,
  );
};

/** The cursor to the entries after this one. */
export const cursorAfter = async (table: ListedTable, list: ListRef, item: Item): Promise<string> =>
  sealCursor(await table.cursorRing(), list, positionOf(list, item));

const positionOf = (list: ListRef, item: Item): Position => [
  String(item["pk"]),
  String(item["sk"]),
  String(item[`${list.index}sk`]),
];

const startKey = (list: ListRef, [pk, sk, place]: Position) =>
  marshall({ pk, sk, [`${list.index}pk`]: list.partition, [`${list.index}sk`]: place });
