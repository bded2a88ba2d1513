import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { scanPages } from "../dynamo/item-pages.ts";
import type { Item, SealingTable } from "../dynamo/table.ts";
import { beginSchema, writeSchema } from "./begin-schema.ts";
import { MIGRATIONS, type Migration } from "./migrations.ts";
import { expectKnownSchema, SCHEMA_VERSION, type Schema } from "./schema-item.ts";

/** Items between two notes of how far it is. */
const PAGE = 200;
const AT_ONCE = 8;
/** What one page may take. */
const MIN_TIME_MS = 20_000;

export interface MigrateOptions {
  table: SealingTable;
  /** Milliseconds that are left for the run. */
  timeLeft(): number;
  /** Runs every migration once more: for what an older Latchkey wrote while it ran. */
  again?: boolean;
  migrations?: readonly Migration[];
}

export interface Migrated {
  /** The form of all items now. */
  version: number;
  /** How many were changed in this run. */
  changed: number;
  /** False: the time was over. Run it again, and it goes on from there. */
  done: boolean;
}

/**
 * Brings a table into the form that this code writes, page by page, while calls are served; a new table is said to have it.
 * It can be stopped at any moment and run again, also by two at a time: every change is conditional.
 *
 * @throws Unavailable for a table that is being restored, or is of a newer form than this code knows.
 */
export const migrateTable = async (options: MigrateOptions): Promise<Migrated> => {
  const { table, migrations = MIGRATIONS, again = false } = options;
  const newest = migrations.at(-1)?.to ?? SCHEMA_VERSION;
  let schema = await beginSchema(table, migrations);
  expectKnownSchema(schema, newest);
  let changed = 0;
  for (const migration of migrations) {
    if (schema.version >= migration.to && !again) continue;
    const ran = await run(options, migration, schema);
    changed += ran.changed;
    if (!ran.done) return { version: schema.version, changed, done: false };
    const { version, needs } = schema;
    const next: Schema = {
      version: Math.max(version, migration.to),
      needs: Math.max(needs, migration.needs),
    };
    await writeSchema(table, next, version);
    schema = next;
  }
  return { version: schema.version, changed, done: true };
};

const run = async (
  { table, timeLeft }: MigrateOptions,
  migration: Migration,
  schema: Schema,
): Promise<Omit<Migrated, "version">> => {
  const place = schema.migrating?.to === migration.to ? schema.migrating.from : undefined;
  let changed = 0;
  const scan = scanPages(table, { Limit: PAGE, ExclusiveStartKey: place && marshall(place) });
  for await (const page of scan) {
    const items = page.items.map((item) => unmarshall(item));
    changed += await changeAll(table, migration, items);
    if (!page.next) break;
    const { pk, sk } = unmarshall(page.next);
    const { version, needs } = schema;
    await writeSchema(table, { version, needs, migrating: { to: migration.to, from: { pk, sk } } }, version);
    if (timeLeft() < MIN_TIME_MS) return { changed, done: false };
  }
  return { changed, done: true };
};

const changeAll = async (
  table: SealingTable,
  migration: Migration,
  items: readonly Item[],
): Promise<number> => {
  let changed = 0;
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const part = items.slice(from, from + AT_ONCE);
    const done = await Promise.all(part.map((item) => migration.change(table, item)));
    changed += done.filter(Boolean).length;
  }
  return changed;
};
