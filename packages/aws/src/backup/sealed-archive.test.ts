import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { ArchiveRefused, archiveKey, openArchive, sealArchive } from "./sealed-archive.ts";

const HEADER = 36;
const PIECE = 65_536 + 16;
const PASSPHRASE = "correct horse battery";
const content = randomBytes(3 * 65_536 + 1000);
const key = archiveKey(PASSPHRASE);
let file: Buffer;

async function* inParts(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const buffersOf = async (source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> => {
  const read: Uint8Array[] = [];
  for await (const bytes of source) read.push(bytes);
  return read;
};
const withBitTurned = (at: number): Buffer => {
  const turned = Buffer.from(file);
  turned[at] = (turned[at] ?? 0) ^ 1;
  return turned;
};
const collected = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await buffersOf(source));
const seal = (bytes: Uint8Array) =>
  collected(sealArchive(inParts(bytes, 10_000), PASSPHRASE, (length) => randomBytes(length)));
const open = (bytes: Uint8Array, by = key) => collected(openArchive(inParts(bytes, 7_777), by));
const piece = (index: number) => file.subarray(HEADER + index * PIECE, HEADER + (index + 1) * PIECE);

beforeAll(async () => {
  file = await seal(content);
});

describe("a sealed archive", () => {
  it.each([
    ["a piece cut off at its end", () => file.subarray(0, HEADER + 3 * PIECE)],
    ["all but its first piece cut off", () => file.subarray(0, HEADER + PIECE)],
    ["no piece at all", () => file.subarray(0, HEADER)],
    ["half a header", () => file.subarray(0, 20)],
    [
      "two pieces in the other order",
      () => Buffer.concat([file.subarray(0, HEADER), piece(1), piece(0), file.subarray(HEADER + 2 * PIECE)]),
    ],
    ["a piece twice", () => Buffer.concat([file.subarray(0, HEADER + PIECE), file.subarray(HEADER)])],
    [
      "a piece left out",
      () => Buffer.concat([file.subarray(0, HEADER + PIECE), file.subarray(HEADER + 2 * PIECE)]),
    ],
    ["another one behind it", () => Buffer.concat([file, file.subarray(HEADER)])],
    ["one bit turned in its last piece", () => withBitTurned(file.length - 20)],
    ["another name", () => Buffer.concat([Buffer.from("latchkey-backup v2\r\n"), file.subarray(20)])],
  ])("with %s is refused", async (_name, spoil) => {
    await expect(open(spoil())).rejects.toBeInstanceOf(ArchiveRefused);
  });

  it("takes no piece of another file under the same passphrase", async () => {
    const other = await seal(content);
    const mixed = Buffer.concat([file.subarray(0, HEADER + PIECE), other.subarray(HEADER + PIECE)]);
    await expect(open(mixed)).rejects.toBeInstanceOf(ArchiveRefused);
  });

  it("is refused with another passphrase, and made with none that is short", async () => {
    await expect(open(file, archiveKey("correct horse batterz"))).rejects.toThrow(
      "The passphrase is another one",
    );
    await expect(open(file, archiveKey("short"))).rejects.toThrow("at least 12 characters");
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 2 * 65_536])("gives back %i bytes", async (length) => {
    const bytes = content.subarray(0, length);
    // One salt for all of them: to derive a key takes half a second.
    const sealed = await collected(
      sealArchive(inParts(bytes, 10_000), PASSPHRASE, (count) => Buffer.alloc(count)),
    );
    expect((await open(sealed)).equals(bytes)).toBe(true);
  });
});
