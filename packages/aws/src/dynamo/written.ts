import type { UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { isAwsError } from "../aws-error.ts";
import { answered } from "../unavailable.ts";
import type { Key } from "./keys.ts";
import type { CallTable } from "./table.ts";

/** Carries out a write with a condition. False when the condition does not hold: nothing was written. */
export const written = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await answered("DynamoDB", write);
    return true;
  } catch (error) {
    if (isAwsError(error, "ConditionalCheckFailedException")) return false;
    throw error;
  }
};

/** Updates an item if the update's condition holds. */
export const updated = (
  { client, tableName }: CallTable,
  key: Key,
  update: Omit<UpdateItemCommandInput, "TableName" | "Key">,
): Promise<boolean> => written(client.updateItem({ TableName: tableName, Key: marshall(key), ...update }));
