import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { isoTime } from "@latchkey/core/clock";
import type { RandomBytes } from "@latchkey/core/id";
import { lineOf } from "./archive-lines.ts";
import { backupLines, type Stage } from "./backup-lines.ts";
import { refuseUnfinished } from "./restore-mark.ts";
import { sealArchive } from "./sealed-archive.ts";

export interface BackupOptions {
  stage: Stage;
  /** The file to be made; one that is there already is not written over. */
  path: string;
  passphrase: string;
  /** Milliseconds since the epoch. */
  now: number;
  random: RandomBytes;
  progress(items: number): void;
  auditLag?: number;
}

const AUDIT_LAG_MS = 5000;

/**
 * Writes the table and the key rings into one sealed file of mode 0600, in bounded memory. The file has its name only when
 * it is whole and on the disk.
 *
 * @throws Error when the file exists, a ring is rotated meanwhile, or the table is being restored.
 */
export const writeBackup = async (options: BackupOptions): Promise<{ id: string; items: number }> => {
  const { stage, path, passphrase, now, random, progress } = options;
  await refuseUnfinished(stage);
  const id = Buffer.from(random(12)).toString("hex");
  let items = 0;
  const head = { id, at: isoTime(now), table: stage.tableName };
  async function* lines() {
    for await (const line of backupLines({
      stage,
      head,
      progress,
      auditLag: options.auditLag ?? AUDIT_LAG_MS,
    })) {
      if ("end" in line) items = line.end.items;
      yield lineOf(line);
    }
  }
  // Taken at once, so that of two who write to it one is told.
  const reserved = await open(path, "wx", 0o600);
  await reserved.close();
  const partial = `${path}.partial`;
  try {
    const file = await open(partial, "w", 0o600);
    await file.chmod(0o600);
    const gzip = createGzip();
    await pipeline(
      Readable.from(lines(), { objectMode: false }),
      gzip,
      (content) => sealArchive(content, passphrase, random),
      file.createWriteStream({ flush: true }),
    );
    await rename(partial, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await Promise.all([rm(partial, { force: true }), rm(path, { force: true })]);
    throw error;
  }
  return { id, items };
};

const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
};
