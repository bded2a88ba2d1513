import { Unavailable } from "@latchkey/core/outage";
import * as z from "zod/mini";
import { readItem } from "../dynamo/read-item.ts";
import { schemaKey } from "../dynamo/schema-key.ts";
import type { Table } from "../dynamo/table.ts";

/**
 * The form of the items that this code writes. It grows by one with each migration (`migrations.ts`); a table that says
 * nothing is of the first.
 */
export const SCHEMA_VERSION = 6;

const Schema = z.object({
  /** The form that all items have. */
  version: z.int(),
  /** The least version that code must know to write here: what an older one wrote would be wrong. */
  needs: z.int(),
  /** The migration under way, and the place in the table up to which it is done. */
  migrating: z.optional(
    z.object({ to: z.int(), from: z.optional(z.object({ pk: z.string(), sk: z.string() })) }),
  ),
  /** The backup that is being brought back: until it is, nothing in the table can be relied on. */
  restoring: z.optional(z.string()),
});
export type Schema = z.infer<typeof Schema>;

export const readSchema = async (table: Table): Promise<Schema | undefined> => {
  const item = await readItem(table, schemaKey);
  return item && Schema.parse(item);
};

/**
 * Lets nothing be written to a table that this code does not understand.
 *
 * @throws Unavailable with what to do about it.
 */
export const expectKnownSchema = (schema: Schema | undefined, known = SCHEMA_VERSION): void => {
  if (schema?.restoring !== undefined)
    throw new Unavailable(
      `The table is being restored from the backup ${schema.restoring}. Run the restore again until it has ended.`,
    );
  if (schema !== undefined && schema.needs > known)
    throw new Unavailable(
      `The table has the form ${schema.version}, which takes writes of code that knows ${schema.needs}; this code knows ${known}. Run a newer Latchkey.`,
    );
};
