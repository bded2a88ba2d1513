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

/** One page of a list, in the order of making. Reads one entry more than the page holds, and nothing else. */
export const readList = async <T>(
  table: ListedTable,
  list: ListRef,
  page: PageRequest,
  parse: (item: Item) => T,
): Promise<Page<T>> => {
  if (!isPossible({ pk: list.partition, sk: "" })) return { items: [] };
  const items = await queryItems(
    table,
    {
      IndexName: list.index,
      KeyConditionExpression: "#partition = :partition",
      ExpressionAttributeNames: { "#partition": `${list.index}pk` },
      ExpressionAttributeValues: marshall({ ":partition": list.partition }),
      ...(page.cursor === undefined
        ? {}
        : { ExclusiveStartKey: startKey(list, openCursor(await table.cursorRing(), list, page.cursor)) }),
    },
    page.limit + 1,
  );
  const shown = items.slice(0, page.limit);
  const last = items.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(parse),
    ...(last ? { cursor: sealCursor(await table.cursorRing(), list, positionOf(list, last)) } : {}),
  };
};

const positionOf = (list: ListRef, item: Item): Position => [
  String(item["pk"]),
  String(item["sk"]),
  String(item[`${list.index}sk`]),
];

const startKey = (list: ListRef, [pk, sk, place]: Position) =>
  marshall({ pk, sk, [`${list.index}pk`]: list.partition, [`${list.index}sk`]: place });
