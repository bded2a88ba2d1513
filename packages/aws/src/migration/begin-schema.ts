import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { PLATFORM_TEAM } from "@latchkey/core/team/team";
import { teamKey } from "../dynamo/keys.ts";
import { readItem } from "../dynamo/read-item.ts";
import { schemaKey } from "../dynamo/schema-key.ts";
import type { Table } from "../dynamo/table.ts";
import { written } from "../dynamo/written.ts";
import { MIGRATIONS, type Migration } from "./migrations.ts";
import { readSchema, type Schema } from "./schema-item.ts";

/** What the table says of its form. A new one is said to have the newest; one with items that says nothing has the first. */
export const beginSchema = async (
  table: Table,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Schema> => {
  const known = await readSchema(table);
  if (known) return known;
  if ((await readItem(table, teamKey(PLATFORM_TEAM))) !== undefined) return { version: 1, needs: 1 };
  const newest = migrations.at(-1) ?? { to: 1, needs: 1 };
  const schema = { version: newest.to, needs: newest.needs };
  await writeSchema(table, schema, undefined);
  return schema;
};

/** Does nothing when another run is further already: what it has done is done. */
export const writeSchema = async (table: Table, schema: Schema, was: number | undefined): Promise<void> => {
  const isFirst = was === undefined || was === 1;
  const put = new PutItemCommand({
    TableName: table.tableName,
    Item: marshall({ ...schemaKey, ...schema }, { removeUndefinedValues: true }),
    ConditionExpression: isFirst
      ? "attribute_not_exists(pk) OR #version = :was"
      : "#version = :was AND attribute_not_exists(restoring)",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: marshall({ ":was": was ?? 0 }),
  });
  await written(table.client.send(put));
};
