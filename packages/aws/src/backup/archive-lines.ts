import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { KEY_RING_NAMES } from "@latchkey/core/key-ring/new-key-ring";
import * as z from "zod/mini";
import { type ArchiveKey, ArchiveRefused, openArchive } from "./sealed-archive.ts";

/** What a backup holds, line by line: what it is, the key rings, the items of the table, and how many they were. */
export const ArchiveLine = z.union([
  z.strictObject({ backup: z.strictObject({ id: z.string(), at: z.string(), table: z.string() }) }),
  z.strictObject({ ring: z.strictObject({ name: z.enum(KEY_RING_NAMES), value: z.string() }) }),
  z.strictObject({ item: z.unknown() }),
  z.strictObject({ end: z.strictObject({ items: z.int(), rings: z.int() }) }),
]);
export type ArchiveLine = z.infer<typeof ArchiveLine>;

/** `at`: when the reading began, ISO 8601. */
export type BackupHead = Extract<ArchiveLine, { backup: object }>["backup"];

export const lineOf = (line: ArchiveLine): Buffer => Buffer.from(`${JSON.stringify(line)}\n`);

/**
 * The lines of a backup's file, as far as they have been checked, in bounded memory.
 *
 * @throws ArchiveRefused where it is not as it was written. Only who has read to the end knows that it is whole.
 */
export async function* readArchive(path: string, key: ArchiveKey): AsyncGenerator<ArchiveLine> {
  const checked = Readable.from(openArchive(createReadStream(path), key), { objectMode: false });
  const plain = createGunzip();
  const piped = pipeline(checked, plain).catch(() => undefined);
  checked.once("error", (error) => plain.destroy(error));
  for await (const line of splitLines(plain)) yield parseLine(line);
  await piped;
}

/** By line feeds alone: text in an item may hold every other character that ends a line. */
async function* splitLines(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held: Buffer[] = [];
  for await (const bytes of source) {
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      yield Buffer.concat([...held, bytes.subarray(from, at)]).toString();
      held = [];
      from = at + 1;
    }
    held.push(bytes.subarray(from));
  }
  const rest = Buffer.concat(held);
  if (rest.length > 0) throw new ArchiveRefused("The last line of the backup is cut off.");
}

const parseLine = (line: string): ArchiveLine => {
  try {
    return ArchiveLine.parse(JSON.parse(line));
  } catch (cause) {
    throw new ArchiveRefused("A line of the backup is not known: it is of another version.", { cause });
  }
};
