import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { isoTime } from "@latchkey/core/clock";
import { WaitingMail } from "@latchkey/core/mail/waiting-mail";
import type { DigestStore } from "@latchkey/core/notification/digest-store";
import * as z from "zod/mini";
import { META } from "../dynamo/keys.ts";
import { DUE_DIGESTS, WAITING_PREFIX } from "../dynamo/mail-keys.ts";
import { readPartition } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { DUE_INDEX, TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { answered } from "../unavailable.ts";

/** Digests of a run; the rest is as due in the next. */
const PAGE = 100;
/** How long one run has a digest for itself. */
const TURN_MS = 120_000;
/** How long a digest stays closed: longer than a mail that belongs into it can be on its way. */
const KEPT_SECONDS = 7 * 86_400;
/** Removals under way at one time. */
const AT_ONCE = 25;

const Stored = z.object({ pk: z.string(), to: z.string(), hour: z.number() });
const StoredMail = z.object({ mail: WaitingMail });

export const digestTable = (table: Table): DigestStore => ({
  due: async (now) => {
    const { Items = [] } = await answered(
      "DynamoDB",
      table.client.send(
        new QueryCommand({
          TableName: table.tableName,
          IndexName: DUE_INDEX,
          KeyConditionExpression: "duePk = :part AND dueSk <= :now",
          ExpressionAttributeValues: marshall({ ":part": DUE_DIGESTS, ":now": `${isoTime(now)}~` }),
          Limit: PAGE,
        }),
      ),
    );
    return Items.map((item) => {
      const { pk: id, to, hour } = Stored.parse(unmarshall(item));
      return { id, to, hour };
    });
  },

  close: async ({ id }, now) => {
    const command = new UpdateItemCommand({
      TableName: table.tableName,
      Key: marshall({ pk: id, sk: META }),
      UpdateExpression: "SET closed = :closed, turnUntil = :until",
      ConditionExpression:
        "attribute_exists(duePk) AND (attribute_not_exists(turnUntil) OR turnUntil <= :now)",
      ExpressionAttributeValues: marshall({ ":closed": true, ":until": now + TURN_MS, ":now": now }),
    });
    try {
      await answered("DynamoDB", table.client.send(command));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },

  waiting: async ({ id }) => (await waitingItems(table, id)).map((item) => StoredMail.parse(item).mail),

  finish: async ({ id }, now) => {
    const items = await waitingItems(table, id);
    for (let from = 0; from < items.length; from += AT_ONCE)
      await Promise.all(items.slice(from, from + AT_ONCE).map((item) => remove(table, item)));
    await answered(
      "DynamoDB",
      table.client.send(
        new UpdateItemCommand({
          TableName: table.tableName,
          Key: marshall({ pk: id, sk: META }),
          UpdateExpression: "SET closed = :closed, #ttl = :ttl REMOVE duePk, dueSk, #to",
          ExpressionAttributeNames: { "#ttl": TTL_ATTRIBUTE, "#to": "to" },
          ExpressionAttributeValues: marshall({
            ":closed": true,
            ":ttl": Math.ceil(now / 1000) + KEPT_SECONDS,
          }),
        }),
      ),
    );
  },
});

const waitingItems = (table: Table, id: string): Promise<Item[]> => readPartition(table, id, WAITING_PREFIX);

const remove = async (table: Table, { pk, sk }: Item): Promise<void> => {
  const command = new DeleteItemCommand({ TableName: table.tableName, Key: marshall({ pk, sk }) });
  await answered("DynamoDB", table.client.send(command));
};
