import { crc32 } from "node:zlib";

/** A frame of `application/vnd.amazon.eventstream`: its headers that are strings, and its payload. */
export interface Frame {
  headers: Readonly<Record<string, string>>;
  payload: Buffer;
}

/** Total length, length of the headers, and the checksum of both (Amazon Transcribe, "Event stream encoding"). */
const PRELUDE_BYTES = 12;
const CHECKSUM_BYTES = 4;
const LEAST_BYTES = PRELUDE_BYTES + CHECKSUM_BYTES;
/** A longer frame is not read. */
const MAX_FRAME_BYTES = 1024 * 1024;

const STRING_HEADER = 7;
/** The length of a header's value by its type; those of a length of their own are 6 (bytes) and 7 (string). */
const VALUE_BYTES: Readonly<Record<number, number>> = { 0: 0, 1: 0, 2: 1, 3: 2, 4: 4, 5: 8, 8: 8, 9: 16 };

/**
 * Reads frames as their bytes come. A frame whose checksum does not fit is left out. Once a prelude's does not, or a frame is
 * too long, nothing more is read: where the next one begins is not known.
 */
export class FrameScan {
  readonly #found: (frame: Frame) => void;
  #held: Buffer = Buffer.alloc(0);
  #isBroken = false;

  constructor(found: (frame: Frame) => void) {
    this.#found = found;
  }

  push(piece: Uint8Array): void {
    if (this.#isBroken) return;
    this.#held = Buffer.concat([this.#held, piece]);
    while (this.#held.length >= PRELUDE_BYTES) {
      const length = frameLength(this.#held);
      if (length === undefined) {
        this.#isBroken = true;
        this.#held = Buffer.alloc(0);
        return;
      }
      if (this.#held.length < length) return;
      const frame = frameOf(this.#held.subarray(0, length));
      if (frame) this.#found(frame);
      this.#held = this.#held.subarray(length);
    }
  }
}

/** The frame's length, or nothing where its prelude is not one. */
const frameLength = (bytes: Buffer): number | undefined => {
  const length = bytes.readUInt32BE(0);
  const headers = bytes.readUInt32BE(4);
  const isWhole = crc32(bytes.subarray(0, 8)) === bytes.readUInt32BE(8);
  return isWhole && length <= MAX_FRAME_BYTES && length >= LEAST_BYTES + headers ? length : undefined;
};

const frameOf = (bytes: Buffer): Frame | undefined => {
  const end = bytes.length - CHECKSUM_BYTES;
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32BE(end)) return undefined;
  const from = PRELUDE_BYTES + bytes.readUInt32BE(4);
  const headers = headersOf(bytes.subarray(PRELUDE_BYTES, from));
  return headers && { headers, payload: Buffer.from(bytes.subarray(from, end)) };
};

/** The headers whose values are strings; nothing where they are not well formed. */
const headersOf = (bytes: Buffer): Record<string, string> | undefined => {
  const headers: Record<string, string> = {};
  let at = 0;
  while (at < bytes.length) {
    const nameEnd = at + 1 + bytes.readUInt8(at);
    if (nameEnd >= bytes.length) return undefined;
    const name = bytes.toString("utf8", at + 1, nameEnd);
    const type = bytes.readUInt8(nameEnd);
    const hasLength = type === STRING_HEADER || type === STRING_HEADER - 1;
    if (hasLength && nameEnd + 3 > bytes.length) return undefined;
    const length = hasLength ? bytes.readUInt16BE(nameEnd + 1) : VALUE_BYTES[type];
    if (length === undefined) return undefined;
    const valueAt = nameEnd + 1 + (hasLength ? 2 : 0);
    at = valueAt + length;
    if (at > bytes.length) return undefined;
    if (type === STRING_HEADER) headers[name] = bytes.toString("utf8", valueAt, at);
  }
  return headers;
};
