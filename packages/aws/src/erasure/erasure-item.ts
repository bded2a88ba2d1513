import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod/mini";
import { readPartition } from "../dynamo/read-item.ts";
import type { Table } from "../dynamo/table.ts";
import { answered } from "../unavailable.ts";

export const ERASURES = "ERASURE";

/** An erasure under way. It holds the address until it is done, and then nothing is left of it. */
const Erasure = z.object({
  pseudonym: z.string(),
  email: z.string(),
  /** How far the present pass over the table is, what it has changed and what it has left. */
  from: z.optional(z.object({ pk: z.string(), sk: z.string() })),
  changed: z.int(),
  left: z.array(z.string()),
});
export type Erasure = z.infer<typeof Erasure>;

/** The erasure that was begun for this address: a person who is erased in two runs gets one pseudonym. */
export const findErasure = async (table: Table, email: string): Promise<Erasure | undefined> => {
  const items = await readPartition(table, ERASURES);
  return items.map((item) => Erasure.parse(item)).find((erasure) => erasure.email === email);
};

export const keepErasure = async (table: Table, erasure: Erasure): Promise<void> => {
  const Item = marshall({ pk: ERASURES, sk: erasure.pseudonym, ...erasure }, { removeUndefinedValues: true });
  await answered("DynamoDB", table.client.send(new PutItemCommand({ TableName: table.tableName, Item })));
};

export const endErasure = async (table: Table, { pseudonym }: Erasure): Promise<void> => {
  const Key = marshall({ pk: ERASURES, sk: pseudonym });
  await answered("DynamoDB", table.client.send(new DeleteItemCommand({ TableName: table.tableName, Key })));
};
