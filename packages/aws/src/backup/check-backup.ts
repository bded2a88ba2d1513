import { type BackupHead, readArchive } from "./archive-lines.ts";
import { type ArchiveKey, ArchiveRefused } from "./sealed-archive.ts";

export interface CheckedBackup {
  head: BackupHead;
  rings: Map<string, string>;
  items: number;
}

/**
 * Reads a backup from its first byte to its last.
 *
 * @throws ArchiveRefused unless it is whole and as it was written.
 */
export const checkBackup = async (path: string, key: ArchiveKey): Promise<CheckedBackup> => {
  const rings = new Map<string, string>();
  let head: BackupHead | undefined;
  let end: { items: number; rings: number } | undefined;
  let items = 0;
  for await (const line of readArchive(path, key)) {
    if (end) throw new ArchiveRefused("The backup goes on behind its end.");
    if ("backup" in line) head ??= line.backup;
    else if ("ring" in line) rings.set(line.ring.name, line.ring.value);
    else if ("item" in line) items += 1;
    else end = line.end;
  }
  if (!head || !end) throw new ArchiveRefused("The backup has no end.");
  if (end.items !== items || end.rings !== rings.size)
    throw new ArchiveRefused("The backup does not hold what it says.");
  return { head, rings, items };
};
