import { ConditionalCheckFailedException, DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { lookupOf } from "@latchkey/core/credential/lookup";
import * as z from "zod/mini";
import { consumerNameKey, credentialKey, type Key, pointerKey, serviceIdKey } from "../table/keys.ts";
import { readItem } from "../table/read-item.ts";
import type { Item, Table } from "../table/table.ts";
import { answered } from "../unavailable.ts";

const CredentialDoc = z.object({
  id: z.string(),
  consumerId: z.string(),
  pointers: z._default(z.array(z.string()), []),
});
const ConsumerDoc = z.object({ id: z.string(), name: z.string(), team: z.string() });
const ServiceDoc = z.object({ id: z.string(), slug: z.string() });

/** Makes sure that the names that lead to a record do, and that none leads to nothing. Answers how many it mended. */
export const mendNames = async (table: Table, { pk, sk, doc, holder }: Item): Promise<number> => {
  const partition = String(pk).split("#", 1)[0];
  if (partition === "POINTER") return (await leadsSomewhere(table, holder)) ? 0 : drop(table, String(pk));
  if (doc === undefined) return 0;
  if (partition === "SERVICE" && sk === "META") {
    const { id, slug } = ServiceDoc.parse(doc);
    return ensure(table, serviceIdKey(id), { slug });
  }
  if (partition !== "CONSUMER") return 0;
  if (sk === "META") {
    const { id, name, team } = ConsumerDoc.parse(doc);
    return ensure(table, consumerNameKey(team, name), { holder: id });
  }
  if (!String(sk).startsWith("CREDENTIAL#")) return 0;
  const { id, consumerId, pointers } = CredentialDoc.parse(doc);
  let mended = 0;
  for (const name of pointers)
    mended += await ensure(table, pointerKey(name), { holder: `${consumerId}/${id}` });
  return mended;
};

/** Puts what is missing; what is there stays. */
const ensure = async (table: Table, key: Key, attributes: Item): Promise<0 | 1> => {
  if ((await readItem(table, key)) !== undefined) return 0;
  const { client, tableName } = table;
  const put = new PutItemCommand({
    TableName: tableName,
    Item: marshall({ ...attributes, ...key }),
    ConditionExpression: "attribute_not_exists(pk)",
  });
  try {
    await answered("DynamoDB", client.send(put));
    return 1;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 0;
    throw error;
  }
};

/** The credential may have been made after the scan had passed its consumer. */
const leadsSomewhere = async (table: Table, holder: unknown): Promise<boolean> => {
  const [consumerId = "", id = ""] = String(holder).split("/");
  const credential = await readItem(table, credentialKey(consumerId, lookupOf(id)));
  return CredentialDoc.safeParse(credential?.["doc"]).data?.id === id;
};

const drop = async ({ client, tableName }: Table, pk: string): Promise<1> => {
  const Key = marshall({ pk, sk: "META" });
  await answered("DynamoDB", client.send(new DeleteItemCommand({ TableName: tableName, Key })));
  return 1;
};
