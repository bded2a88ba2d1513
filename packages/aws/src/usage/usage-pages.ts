import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { inTurns } from "@latchkey/core/in-turns";
import type { UsagePage, UsageSide } from "@latchkey/core/usage/usage-page";
import type { UsageRow } from "@latchkey/core/usage/usage-row";
import type { UsagePartition } from "@latchkey/core/usage/usage-store";
import { queryPages } from "../dynamo/item-pages.ts";
import type { Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { usagePageKey, usagePageName, windowOfPage } from "../dynamo/usage-keys.ts";
import { answered } from "../unavailable.ts";
import { packRows, unpackRows } from "./packed-rows.ts";

const PAGE_DAYS = 400;
/** An item takes 400 KB. */
const MAX_BYTES = 200_000;
const WRITES_AT_ONCE = 8;

/** Writes pages, each as one item or, where it is large, as several. The same rows are the same items. */
export const writePages = async (
  table: Table,
  pages: readonly UsagePage[],
  now: () => number,
): Promise<void> => {
  const ttl = { [TTL_ATTRIBUTE]: Math.ceil(now() / 1000) + PAGE_DAYS * 86_400 };
  const items = pages.flatMap(({ side, hour, window, name, rows }) =>
    packed(rows).map((bytes, part) => ({
      ...usagePageKey(side, usagePageName(hour, window, `${name}#${part}`)),
      rows: bytes,
      ...ttl,
    })),
  );
  await inTurns(WRITES_AT_ONCE, items, (item) =>
    answered("DynamoDB", table.client.putItem({ TableName: table.tableName, Item: marshall(item) })),
  );
};

const packed = (rows: readonly UsageRow[]): Buffer[] => {
  const bytes = packRows(rows);
  if (bytes.length <= MAX_BYTES || rows.length <= 1) return [bytes];
  const half = Math.ceil(rows.length / 2);
  return [...packed(rows.slice(0, half)), ...packed(rows.slice(half))];
};

/** Rows of a partition from one hour up to, not including, another, of windows up to one. */
export async function* pagedRows(
  table: Table,
  of: UsagePartition,
  { from, to, rolled }: { from: string; to: string; rolled: number },
): AsyncGenerator<UsageRow> {
  for (const side of sidesOf(of)) {
    const query = {
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: marshall({ ":pk": usagePageKey(side, "").pk, ":from": from, ":to": to }),
    };
    for await (const { items } of queryPages(table, query))
      for (const raw of items) {
        const item = unmarshall(raw);
        if (windowOfPage(String(item["sk"])) <= rolled) yield* unpackRows(item["rows"]);
      }
  }
}

const sidesOf = (of: UsagePartition): UsageSide[] =>
  "consumer" in of
    ? [
        { of: "TEAM", id: of.team },
        { of: "CONSUMER", id: of.consumer },
      ]
    : "serviceId" in of
      ? [{ of: "SERVICE", id: of.serviceId }]
      : [{ of: "TEAM", id: of.team }];
