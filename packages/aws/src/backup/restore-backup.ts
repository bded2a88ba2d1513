import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { OUTBOX_PREFIX } from "../dynamo/keys.ts";
import { schemaKey } from "../dynamo/schema-key.ts";
import { parseRing } from "../key-ring/key-rings.ts";
import { readArchive } from "./archive-lines.ts";
import type { Stage } from "./backup-lines.ts";
import { checkBackup } from "./check-backup.ts";
import { MAX_AT_ONCE, putItems } from "./put-items.ts";
import { type RawItem, rawItem } from "./raw-item.ts";
import { type Repaired, repairTable } from "./repair-table.ts";
import { endRestoring, markRestoring } from "./restore-mark.ts";
import { refuseOtherRings, restoreRings } from "./restore-rings.ts";
import { type ArchiveKey, archiveKey } from "./sealed-archive.ts";

export interface RestoreOptions {
  /** A table without any item, and secrets without a value. */
  stage: Stage;
  path: string;
  passphrase: string;
  /** Milliseconds since the epoch. */
  now: number;
  progress(items: number, of: number): void;
}

export interface Restored {
  id: string;
  items: number;
  repaired: Repaired;
}

/** Batches under way at a time. */
const AT_ONCE = 4;

/**
 * Brings the table and the rings back together, in bounded memory. The whole file is checked before anything is written.
 * Cut off at any moment, it is run again with the same file; until it has ended the table is refused by every Latchkey.
 * What had not been sent comes last, when all that tells what was sent is there.
 *
 * @throws ArchiveRefused for a file that is not whole, or not under this passphrase.
 * @throws Error for a table that is not empty, or rings that hold other keys.
 */
export const restoreBackup = async (options: RestoreOptions): Promise<Restored> => {
  const { stage, path, now, progress } = options;
  const key = archiveKey(options.passphrase);
  const { head, rings, items } = await checkBackup(path, key);
  await refuseOtherRings(stage, rings);
  await markRestoring(stage, head.id);
  await restoreRings(stage, rings);
  const recordRing = ringOf(rings);
  const table = { ...stage, ring: async () => recordRing };
  let schema: RawItem | undefined;
  let done = 0;
  const put = async (batch: RawItem[]) => {
    await putItems(table, batch);
    done += batch.length;
    progress(done, items);
  };
  await inBatches(
    itemsOf(path, key, (item) => {
      if (item["pk"]?.S === schemaKey.pk) schema = item;
      return item["pk"]?.S !== schemaKey.pk && !isUnsent(item);
    }),
    put,
  );
  const repaired = await repairTable(table, now);
  await inBatches(itemsOf(path, key, isUnsent), put);
  await endRestoring(stage, schema);
  return { id: head.id, items, repaired };
};

/** A backup from before there were seals has no such ring. */
const ringOf = (rings: ReadonlyMap<string, string>): KeyRing | undefined => {
  const ring = rings.get("record");
  return ring === undefined ? undefined : parseRing("record", ring);
};

const isUnsent = ({ pk }: RawItem): boolean => pk?.S?.startsWith(OUTBOX_PREFIX) ?? false;

async function* itemsOf(
  path: string,
  key: ArchiveKey,
  isWanted: (item: RawItem) => boolean,
): AsyncGenerator<RawItem> {
  for await (const line of readArchive(path, key)) {
    if (!("item" in line)) continue;
    const item = rawItem(line.item);
    if (isWanted(item)) yield item;
  }
}

/** An item may be named once in a batch, and a backup holds it once: a scan returns no item twice. */
const inBatches = async (
  items: AsyncIterable<RawItem>,
  put: (batch: RawItem[]) => Promise<void>,
): Promise<void> => {
  let batches: RawItem[][] = [[]];
  for await (const item of items) {
    const batch = batches.at(-1);
    if (batch && batch.push(item) < MAX_AT_ONCE) continue;
    if (batches.length === AT_ONCE) batches = await written(batches, put);
    else batches.push([]);
  }
  await written(batches, put);
};

const written = async (batches: RawItem[][], put: (batch: RawItem[]) => Promise<void>) => {
  await Promise.all(batches.filter((batch) => batch.length > 0).map(put));
  return [[]];
};
