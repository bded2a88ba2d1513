import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";

/** Where everything is stored. */
export interface Table {
  client: DynamoDBClient;
  tableName: string;
}

/** A table whose records are sealed as they are written. */
export interface SealingTable extends Table {
  /** The ring `record`. Nothing while an older stage has none: its records carry no seal yet. */
  ring(): Promise<KeyRing | undefined>;
}

/** An item as the program sees it: unmarshalled, not parsed. */
export type Item = Record<string, unknown>;
