import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { consumerKey, credentialKey, type Key, pointerKey } from "../dynamo/keys.ts";
import { IDENTITY_HOLDER, identityHolder } from "../dynamo/ownership-keys.ts";
import { holderOf } from "../dynamo/pointer-place.ts";
import { readItem } from "../dynamo/read-item.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { updated } from "../dynamo/written.ts";
import { answered } from "../unavailable.ts";

const CredentialDoc = z.object({ id: z.string() });
const ConsumerDoc = z.object({ team: z.string() });

/** Takes away what leads to nothing. */
export const repairPointer = async (table: Table, item: Item): Promise<number> => {
  const key: Key = { pk: String(item["pk"]), sk: String(item["sk"]) };
  const holders = Object.keys(item).filter((name) => name === "holder" || name.startsWith(IDENTITY_HOLDER));
  const astray: string[] = [];
  for (const name of holders) if (!(await leadsSomewhere(table, item[name]))) astray.push(name);
  if (astray.length === holders.length) {
    await answered(
      "DynamoDB",
      table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key: marshall(key) })),
    );
    return 1;
  }
  for (const name of astray)
    await updated(table, key, {
      UpdateExpression: "REMOVE #name",
      ExpressionAttributeNames: { "#name": name },
    });
  return astray.length;
};

/** Lets a token's identity lead to the credential that has it in its team. */
export const ensureIdentity = async (
  table: Table,
  pointer: string,
  { consumerId, id }: { consumerId: string; id: string },
): Promise<number> => {
  const consumer = await readItem(table, consumerKey(consumerId));
  const team = ConsumerDoc.safeParse(consumer?.["doc"]).data?.team;
  if (team === undefined) return 0;
  const isRepaired = await updated(table, pointerKey(pointer), {
    UpdateExpression: "SET #team = :holder",
    ConditionExpression:
      "attribute_not_exists(#team) AND (attribute_not_exists(holder) OR holder <> :holder)",
    ExpressionAttributeNames: { "#team": identityHolder(team) },
    ExpressionAttributeValues: marshall({ ":holder": `${consumerId}/${id}` }),
  });
  return isRepaired ? 1 : 0;
};

/** The credential may have been made after the scan had passed its consumer. */
const leadsSomewhere = async (table: Table, holder: unknown): Promise<boolean> => {
  const place = holderOf(holder);
  if (!place) return false;
  const credential = await readItem(table, credentialKey(place.consumerId, place.lookup));
  return CredentialDoc.safeParse(credential?.["doc"]).data?.id === place.credentialId;
};
