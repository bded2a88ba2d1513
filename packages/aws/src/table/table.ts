import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** Where everything is stored. */
export interface Table {
  client: DynamoDBClient;
  tableName: string;
}

/** An item as the program sees it: unmarshalled, not parsed. */
export type Item = Record<string, unknown>;
