import { marshall } from "@aws-sdk/util-dynamodb";
import { type Consumer, exists } from "@latchkey/core/consumer/consumer";
import type { Page, PageRequest } from "@latchkey/core/page";
import { openCursor, sealCursor } from "../dynamo/cursor.ts";
import { consumerKey, consumerNameKey, isPossible, type Key, type ListRef } from "../dynamo/keys.ts";
import { readEach } from "../dynamo/read-batch.ts";
import { queryItems } from "../dynamo/read-item.ts";
import type { ListedTable } from "../dynamo/read-list.ts";
import type { Item } from "../dynamo/table.ts";

/**
 * One page of the consumers whose names begin so. A team has an item for each name that it has given, in the order of
 * names: one query finds the page's, and the consumers are read as a batch, however many the team has.
 */
export const readNamedConsumers = async (
  table: ListedTable,
  { team, beginning }: { team: string; beginning: string },
  page: PageRequest,
  parse: (item: Item) => Consumer,
): Promise<Page<Consumer>> => {
  const first = consumerNameKey(team, beginning);
  if (!isPossible(first)) return { items: [] };
  const list = listOf(first, page);
  const names = await queryItems(
    table,
    {
      ConsistentRead: true,
      ...(page.backwards ? { ScanIndexForward: false } : {}),
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :beginning)",
      ExpressionAttributeValues: marshall({ ":pk": first.pk, ":beginning": first.sk }),
      ...(page.cursor === undefined
        ? {}
        : { ExclusiveStartKey: marshall(await placeAfter(table, list, first.pk, page.cursor)) }),
    },
    page.limit + 1,
  );
  const shown = names.slice(0, page.limit);
  const last = names.length > page.limit ? shown.at(-1) : undefined;
  const found = await readEach(
    table,
    shown.map(({ holder }) => consumerKey(String(holder))),
  );
  return {
    // The name of one that was transferred stays with the team that it had.
    items: found.map(parse).filter((each) => exists(each) && each.team === team),
    ...(last === undefined
      ? {}
      : { cursor: sealCursor(await table.cursorRing(), list, [String(last["sk"]), "", ""]) }),
  };
};

/** What a cursor is bound to: the team and the beginning, both of which are in the key, and the direction. */
const listOf = ({ pk, sk }: Key, { backwards }: PageRequest): ListRef => ({
  index: "gsi1",
  partition: `NAMES#${pk}#${sk}`,
  ...(backwards ? { backwards } : {}),
});

/** @throws Refusal `invalid-input` for a cursor that was changed, or is another list's. */
const placeAfter = async (table: ListedTable, list: ListRef, pk: string, cursor: string): Promise<Key> => {
  const [sk] = openCursor(await table.cursorRing(), list, cursor);
  return { pk, sk };
};
