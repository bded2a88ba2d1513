import { argon2, createCipheriv, createDecipheriv } from "node:crypto";
import type { RandomBytes } from "@latchkey/core/id";
import { pieces } from "./pieces.ts";

/*
 * The form of a backup's file: 20 bytes that name it, 16 bytes of salt, then pieces of 64 KiB, each under AES-256-GCM with
 * its number and whether it is the last one in the nonce (the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár,
 * "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", 2015). So nothing can be changed, moved, cut off
 * or added, and each piece is checked before any of it is used. The key is the passphrase's, by argon2id (RFC 9106) with the
 * salt, so it is another one for each file. The parameters of argon2id are not in the header: a file cannot make a reader
 * spend more time.
 */

const NAME = Buffer.from("latchkey-backup v1\r\n");
const SALT_LENGTH = 16;
const HEADER_LENGTH = NAME.length + SALT_LENGTH;
const PIECE = 65_536;
const TAG = 16;
const CIPHER = "aes-256-gcm";

export const MIN_PASSPHRASE = 12;

/** A file that is not as it was written, or not ours, or not under this passphrase: which of them cannot be told. */
export class ArchiveRefused extends Error {
  override readonly name = "ArchiveRefused";
}

/** The key of a file by its salt. It costs half a second and 128 MiB, so a caller that reads a file twice keeps it. */
export type ArchiveKey = (salt: Uint8Array) => Promise<Buffer>;

export const archiveKey = (passphrase: string): ArchiveKey => {
  const keys = new Map<string, Promise<Buffer>>();
  return (salt) => {
    const name = Buffer.from(salt).toString("hex");
    const key = keys.get(name) ?? keyOf(passphrase, salt);
    keys.set(name, key);
    return key;
  };
};

const keyOf = (passphrase: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    if ([...passphrase].length < MIN_PASSPHRASE)
      throw new ArchiveRefused(`A passphrase has at least ${MIN_PASSPHRASE} characters.`);
    const parameters = {
      message: Buffer.from(passphrase.normalize("NFC"), "utf8"),
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: 131_072,
      passes: 3,
    };
    argon2("argon2id", parameters, (error, key) => (error ? reject(error) : resolve(key)));
  });

const nonceOf = (index: number, last: boolean): Buffer => {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
};

/** The bytes of the file that hold `content`. */
export async function* sealArchive(
  content: AsyncIterable<Uint8Array>,
  passphrase: string,
  random: RandomBytes,
): AsyncGenerator<Buffer> {
  const header = Buffer.concat([NAME, random(SALT_LENGTH)]);
  const key = await keyOf(passphrase, header.subarray(NAME.length));
  yield header;
  let index = 0;
  for await (const { bytes, last } of pieces(content, PIECE)) {
    const cipher = createCipheriv(CIPHER, key, nonceOf(index, last)).setAAD(header);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    index += 1;
  }
}

/**
 * What the file holds, as far as it has been checked.
 *
 * @throws ArchiveRefused at the first piece that is not as it was written.
 */
export async function* openArchive(
  file: AsyncIterable<Uint8Array>,
  keyFor: ArchiveKey,
): AsyncGenerator<Buffer> {
  const { header, rest } = await splitHeader(file);
  const key = await keyFor(header.subarray(NAME.length));
  let index = 0;
  for await (const { bytes, last } of pieces(rest, PIECE + TAG)) {
    yield openPiece(bytes, createDecipheriv(CIPHER, key, nonceOf(index, last)).setAAD(header), index);
    index += 1;
  }
}

const openPiece = (bytes: Buffer, decipher: ReturnType<typeof gcm>, index: number): Buffer => {
  try {
    const end = bytes.length - TAG;
    decipher.setAuthTag(bytes.subarray(end));
    return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]);
  } catch (cause) {
    const what =
      index === 0
        ? "The passphrase is another one, or the file was changed."
        : "The file was changed or cut off: it is not as it was written.";
    throw new ArchiveRefused(what, { cause });
  }
};
const gcm = () => createDecipheriv(CIPHER, Buffer.alloc(32), Buffer.alloc(12));

const splitHeader = async (file: AsyncIterable<Uint8Array>) => {
  const source = file[Symbol.asyncIterator]();
  let read = Buffer.alloc(0);
  while (read.length < HEADER_LENGTH) {
    const { value, done } = await source.next();
    if (done) break;
    read = Buffer.concat([read, value]);
  }
  if (read.length < HEADER_LENGTH || !read.subarray(0, NAME.length).equals(NAME))
    throw new ArchiveRefused("This is not a backup of Latchkey, or it was cut off.");
  async function* rest() {
    yield read.subarray(HEADER_LENGTH);
    yield* { [Symbol.asyncIterator]: () => source };
  }
  return { header: read.subarray(0, HEADER_LENGTH), rest: rest() };
};
