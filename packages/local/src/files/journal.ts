import { type FileHandle, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { readFileIfPresent } from "./read-file-if-present.ts";
import { replaceFile } from "./replace-file.ts";

/**
 * A state that is kept as the list of its changes: a file of JSON lines, mode 0600, that is added to, and
 * replaced by a snapshot when that is shorter.
 */
export type Journal<Entry> = {
  /**
   * Resolves when the entries are on the disk (they survive a crash of the machine) and applied to the state,
   * in the order of the calls. Entries of calls made meanwhile share one flush. Once a write has failed every
   * later call is refused too, because the file's last line may be torn.
   */
  append(entries: readonly Entry[]): Promise<void>;
  /** Replaces the file by the snapshot of the state, as a whole or not at all. */
  compact(): Promise<void>;
  /** Lines in the file. */
  length(): number;
  /** Waits for what was appended. */
  close(): Promise<void>;
};

export type JournalState<Entry> = {
  parse(line: unknown): Entry;
  /** Changes the state; called for every line of the file when it is opened, and for every entry when stored. */
  apply(entry: Entry): void;
  /** Entries that make the present state from nothing. */
  snapshot(): readonly Entry[];
};

/**
 * Opens the journal and applies its lines. The last one may be incomplete after a crash: it was never acknowledged, so it is
 * dropped.
 * @throws Error when any other line cannot be read.
 */
export const openJournal = async <Entry>(
  path: string,
  state: JournalState<Entry>,
): Promise<Journal<Entry>> => {
  const text = (await readFileIfPresent(path)) ?? "";
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  const lines = whole.split("\n").slice(0, -1);
  lines.forEach((line, at) => {
    state.apply(readLine(line, `${path}:${at + 1}`, state));
  });
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  let file = await openAtEnd(path, Buffer.byteLength(whole));
  let length = lines.length;
  let last: Promise<void> = Promise.resolve();
  let broken: unknown;
  let batch: { entries: Entry[]; stored: Promise<void> } | undefined;

  const inOrder = (work: () => Promise<void>) => {
    const done = last.then(() => {
      if (broken !== undefined) throw broken;
      return work();
    });
    last = done.catch((error: unknown) => {
      broken ??= error;
    });
    return done;
  };
  const store = async (entries: readonly Entry[]) => {
    await file.appendFile(entries.map(toLine).join(""));
    await file.datasync();
    length += entries.length;
    entries.forEach(state.apply);
  };
  return {
    append(entries) {
      if (batch === undefined) {
        const fresh: Entry[] = [];
        const stored = inOrder(() => {
          batch = undefined;
          return store(fresh);
        });
        batch = { entries: fresh, stored };
      }
      batch.entries.push(...entries);
      return batch.stored;
    },
    compact() {
      return inOrder(async () => {
        const entries = state.snapshot();
        await replaceFile(path, entries.map(toLine).join(""));
        await file.close();
        file = await openAtEnd(path);
        length = entries.length;
      });
    },
    length: () => length,
    close() {
      // Also once a write has failed: the file is open all the same.
      const done = last.then(() => file.close());
      last = done.catch(() => undefined);
      return done;
    },
  };
};

const readLine = <Entry>(line: string, where: string, state: JournalState<Entry>): Entry => {
  try {
    return state.parse(JSON.parse(line));
  } catch (cause) {
    throw new Error(`${where} cannot be read. Restore the file, or move it away to start without it.`, {
      cause,
    });
  }
};

const toLine = (entry: unknown): string => `${JSON.stringify(entry)}\n`;

/** Cuts a torn last line off, so that the next line does not become a part of it. */
const openAtEnd = async (path: string, length?: number): Promise<FileHandle> => {
  const file = await open(path, "a", 0o600);
  if (length !== undefined) await file.truncate(length);
  return file;
};
