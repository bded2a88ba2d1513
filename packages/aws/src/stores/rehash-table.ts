import { marshall } from "@aws-sdk/util-dynamodb";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import type { Rehash } from "@latchkey/core/credential/part/rehash";
import { isAwsError } from "../aws-error.ts";
import { replaceSecret } from "../commit/replace-secret.ts";
import { credentialKey, type Key, pointerKey } from "../dynamo/keys.ts";
import { askBatch } from "../dynamo/read-batch.ts";
import type { CallTable, Item, Sealing } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";

/** Nothing happens when the hash is not what it was: rotated, re-hashed, or gone. */
export const rehashTable =
  (table: CallTable & Sealing) =>
  async ({ consumerId, credentialId, at, from, to, pointer }: Rehash, now: number): Promise<void> => {
    const { client, tableName } = table;
    const [ring, item] = await Promise.all([
      table.ring(),
      readByBatch(table, credentialKey(consumerId, lookupOf(credentialId))),
    ]);
    const replacements = Object.entries(from).map(([field, text]) => ({
      path: ["secrets", at, field],
      from: text,
      to: to[field] ?? text,
    }));
    const pointers = pointer === undefined ? [] : [pointer];
    const update = replaceSecret(
      tableName,
      ring,
      item,
      { kind: "credential", replacements, pointers, action: "credential.rehashed" },
      now,
    );
    if (!update) return;
    try {
      if (pointer === undefined) await answered("DynamoDB", client.updateItem(update));
      else
        await answered(
          "DynamoDB",
          client.transactWriteItems({
            TransactItems: [
              { Update: update },
              {
                Put: {
                  TableName: tableName,
                  Item: marshall({ ...pointerKey(pointer), holder: `${consumerId}/${credentialId}` }),
                  ConditionExpression: "attribute_not_exists(pk)",
                },
              },
            ],
          }),
        );
    } catch (error) {
      const isOver =
        isAwsError(error, "ConditionalCheckFailedException") ||
        isAwsError(error, "TransactionCanceledException");
      if (!isOver) throw error;
    }
  };

/** The authorizer may read by batches alone. What was not read now is re-hashed at a later use. */
const readByBatch = async (table: CallTable, key: Key): Promise<Item | undefined> =>
  (await askBatch(table, { Keys: [marshall(key)] })).items[0];
