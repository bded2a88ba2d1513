import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { lookupOf } from "@latchkey/core/credential/lookup";
import type { Rehash } from "@latchkey/core/verdict/rehash";
import { answered } from "../unavailable.ts";
import { credentialKey, pointerKey } from "./keys.ts";
import { replaceSecret } from "./replace-secret.ts";
import type { Table } from "./table.ts";

/** Nothing happens when the hash is not what it was: rotated, re-hashed, or gone. */
export const rehashTable =
  ({ client, tableName }: Table) =>
  async ({ consumerId, credentialId, at, from, to, pointer }: Rehash, now: number): Promise<void> => {
    const key = credentialKey(consumerId, lookupOf(credentialId));
    const replacements = (["hash", "pepper"] as const).map((field) => ({
      path: ["secrets", at, field],
      from: from[field],
      to: to[field],
    }));
    const pointers = pointer === undefined ? [] : [pointer];
    const update = replaceSecret(
      tableName,
      key,
      { kind: "credential", replacements, pointers, action: "credential.rehashed" },
      now,
    );
    try {
      if (pointer === undefined) await answered("DynamoDB", client.send(new UpdateItemCommand(update)));
      else
        await answered(
          "DynamoDB",
          client.send(
            new TransactWriteItemsCommand({
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
          ),
        );
    } catch (error) {
      const isOver =
        error instanceof ConditionalCheckFailedException || error instanceof TransactionCanceledException;
      if (!isOver) throw error;
    }
  };
