import { DeleteItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { isAwsError } from "../aws-error.ts";
import { schemaKey } from "../dynamo/schema-key.ts";
import type { Table } from "../dynamo/table.ts";
import { readSchema, SCHEMA_VERSION } from "../migration/schema-item.ts";
import { answered } from "../unavailable.ts";
import type { RawItem } from "./raw-item.ts";

/** @throws Error while the table holds part of a backup. */
export const refuseUnfinished = async (table: Table): Promise<void> => {
  const schema = await readSchema(table);
  if (schema?.restoring !== undefined)
    throw new Error(`The table is being restored from the backup ${schema.restoring}.`);
};

/**
 * Takes the table for this backup. The mark keeps every Latchkey from writing to it, and lets a restore that was cut off
 * begin again.
 *
 * @throws Error when the table holds anything else.
 */
export const markRestoring = async (table: Table, backup: string): Promise<void> => {
  const restoring = (await readSchema(table))?.restoring;
  if (restoring === backup) return;
  if (restoring !== undefined || !(await isEmpty(table))) throw notEmpty(table);
  const mark = { ...schemaKey, version: SCHEMA_VERSION, needs: SCHEMA_VERSION, restoring: backup };
  const put = new PutItemCommand({
    TableName: table.tableName,
    Item: marshall(mark),
    ConditionExpression: "attribute_not_exists(pk)",
  });
  await answered("DynamoDB", table.client.send(put)).catch((error: unknown) => {
    throw isAwsError(error, "ConditionalCheckFailedException") ? notEmpty(table) : error;
  });
};

const notEmpty = ({ tableName }: Table) =>
  new Error(`The table ${tableName} is not empty. A backup is restored into a new one.`);

export const isEmpty = async (table: Table): Promise<boolean> => {
  const scan = new ScanCommand({ TableName: table.tableName, ConsistentRead: true, Limit: 1 });
  return (await answered("DynamoDB", table.client.send(scan))).Items?.length === 0;
};

/** Gives the table free, with what the backup says of its form; without that it is of the first one. */
export const endRestoring = async (table: Table, schema: RawItem | undefined): Promise<void> => {
  const TableName = table.tableName;
  await answered(
    "DynamoDB",
    schema
      ? table.client.send(new PutItemCommand({ TableName, Item: schema }))
      : table.client.send(new DeleteItemCommand({ TableName, Key: marshall(schemaKey) })),
  );
};
