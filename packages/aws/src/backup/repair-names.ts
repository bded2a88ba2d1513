import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { kindOfPointer } from "@latchkey/core/credential/pointer-kind";
import * as z from "zod/mini";
import { consumerNameKey, type Key, pointerKey, serviceIdKey } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Item, SealingTable, Table } from "../dynamo/table.ts";
import { written } from "../dynamo/written.ts";
import { claimForOldest } from "../migration/claim-for-oldest.ts";
import { ensureIdentity, repairPointer } from "./repair-pointer.ts";

const CredentialDoc = z.object({
  id: z.string(),
  consumerId: z.string(),
  pointers: z._default(z.array(z.string()), []),
});
const ConsumerDoc = z.object({ id: z.string(), name: z.string(), team: z.string() });
const ServiceDoc = z.object({ id: z.string(), slug: z.string() });

/** Makes sure that the names that lead to a record do, and that none leads to nothing. Answers how many it repaired. */
export const repairNames = async (table: SealingTable, item: Item): Promise<number> => {
  const { pk, sk, doc } = item;
  const partition = String(pk).split("#", 1)[0];
  if (partition === "POINTER") return repairPointer(table, item);
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
  let repaired = 0;
  for (const name of pointers)
    repaired += isIdentity(name)
      ? await ensureIdentity(table, name, { consumerId, id })
      : await ensure(table, pointerKey(name), { holder: `${consumerId}/${id}` });
  if (await claimForOldest(table, item)) repaired += 1;
  return repaired;
};

const isIdentity = (pointer: string): boolean => kindOfPointer(pointer) === "token-identity";

/** Puts what is missing; what is there stays. */
const ensure = async (table: Table, key: Key, attributes: Item): Promise<0 | 1> => {
  if ((await readItem(table, key)) !== undefined) return 0;
  const { client, tableName } = table;
  const put = new PutItemCommand({
    TableName: tableName,
    Item: marshall({ ...attributes, ...key }),
    ConditionExpression: "attribute_not_exists(pk)",
  });
  return (await written(client.send(put))) ? 1 : 0;
};
