import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceInUseException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";

export type TableDefinition = {
  table: CreateTableCommandInput & { TableName: string };
  /** The attribute (epoch seconds) after which DynamoDB may remove an item. */
  timeToLiveAttribute?: string;
};

/**
 * Makes the table where it is missing and waits until it can be used. Idempotent: an existing table keeps its
 * items.
 * @throws Error when a table of that name was made by another version of Latchkey with other indexes or
 *   without the stream: the first query would fail on it in a way that explains nothing.
 */
export const ensureTable = async (
  client: DynamoDBClient,
  definition: TableDefinition,
): Promise<TableDescription> => {
  const { TableName } = definition.table;
  try {
    await client.send(new CreateTableCommand(definition.table));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 }, { TableName });
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (Table === undefined) throw new Error(`The table ${TableName} was not described.`);
  if (shape(Table) !== shape(definition.table)) {
    throw new Error(
      `The table ${TableName} has the shape ${shape(Table)}, and this version needs ${shape(definition.table)}. ` +
        "Set LATCHKEY_DATA to a new folder, or remove the table.",
    );
  }
  if (definition.timeToLiveAttribute)
    await ensureTimeToLive(client, TableName, definition.timeToLiveAttribute);
  return Table;
};

const shape = (table: TableDescription | CreateTableCommandInput): string => {
  const keys = (table.KeySchema ?? []).map((key) => `${key.KeyType}=${key.AttributeName}`).sort();
  const indexes = (table.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName).sort();
  const stream = table.StreamSpecification?.StreamEnabled ? table.StreamSpecification.StreamViewType : "none";
  return `{keys: ${keys.join(" ")}; indexes: ${indexes.join(" ") || "none"}; stream: ${stream}}`;
};

const ensureTimeToLive = async (
  client: DynamoDBClient,
  TableName: string,
  AttributeName: string,
): Promise<void> => {
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
  const status = TimeToLiveDescription?.TimeToLiveStatus;
  if (status === "ENABLED" || status === "ENABLING") return;
  await client.send(
    new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName } }),
  );
};
