import {
  ConditionalCheckFailedException,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { answered } from "../unavailable.ts";
import type { Key } from "./keys.ts";
import type { Table } from "./table.ts";

/** Carries out a write with a condition. False when the condition does not hold: nothing was written. */
export const written = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await answered("DynamoDB", write);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** Updates an item if the update's condition holds. */
export const updated = (
  { client, tableName }: Table,
  key: Key,
  update: Omit<UpdateItemCommandInput, "TableName" | "Key">,
): Promise<boolean> =>
  written(client.send(new UpdateItemCommand({ TableName: tableName, Key: marshall(key), ...update })));
