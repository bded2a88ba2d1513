import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { DynamoCalls } from "./dynamo-calls.ts";
import type { DynamoClient } from "./dynamo-client.ts";

/** Where everything is stored, as a call reads and writes it: with either client. */
export interface CallTable {
  client: DynamoCalls;
  tableName: string;
}

/** Where everything is stored, with every operation of the SDK's client. */
export interface Table extends CallTable {
  client: DynamoClient;
}

/** What seals records as they are written. */
export interface Sealing {
  /** The ring `record`. Nothing while an older stage has none: its records carry no seal yet. */
  ring(): Promise<KeyRing | undefined>;
}

/** A table whose records are sealed as they are written. */
export interface SealingTable extends Table, Sealing {}

/** An item as the program sees it: unmarshalled, not parsed. */
export type Item = Record<string, unknown>;
