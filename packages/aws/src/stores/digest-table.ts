import { DeleteItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { WaitingCase } from "@latchkey/core/mail/waiting-case";
import { WaitingMail } from "@latchkey/core/mail/waiting-mail";
import type { DigestStore } from "@latchkey/core/notification/digest-store";
import * as z from "zod/mini";
import { dueQuery } from "../dynamo/due-query.ts";
import { META } from "../dynamo/keys.ts";
import { CASE_DIGESTS, type DigestPlaces, MAIL_DIGESTS, WAITING_PREFIX } from "../dynamo/mail-keys.ts";
import { queryItems, readPartition } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { updated } from "../dynamo/written.ts";
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
const StoredCase = z.object({ waiting: WaitingCase });

export const digestTable = (table: Table): DigestStore =>
  digestsAt(table, MAIL_DIGESTS, (item) => StoredMail.parse(item).mail);

export const caseDigestTable = (table: Table): DigestStore<WaitingCase> =>
  digestsAt(table, CASE_DIGESTS, (item) => StoredCase.parse(item).waiting);

const digestsAt = <Waiting>(
  table: Table,
  { duePartition }: DigestPlaces,
  parse: (item: Item) => Waiting,
): DigestStore<Waiting> => ({
  due: async (now) => {
    const items = await queryItems(table, dueQuery(duePartition, now), PAGE);
    return items.map((item) => {
      const { pk: id, to, hour } = Stored.parse(item);
      return { id, to, hour };
    });
  },

  close: ({ id }, now) =>
    updated(
      table,
      { pk: id, sk: META },
      {
        UpdateExpression: "SET closed = :closed, turnUntil = :until",
        ConditionExpression:
          "attribute_exists(duePk) AND (attribute_not_exists(turnUntil) OR turnUntil <= :now)",
        ExpressionAttributeValues: marshall({ ":closed": true, ":until": now + TURN_MS, ":now": now }),
      },
    ),

  waiting: async ({ id }) => (await waitingItems(table, id)).map(parse),

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
