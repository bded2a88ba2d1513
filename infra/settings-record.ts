import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Given } from "./compare-settings.ts";

/** The most that Parameter Store takes. */
const MAX_BYTES = 8192;
const PACKED = "deflate:";

/**
 * What one deploy tells the next: JSON, or packed where that is too long.
 *
 * @throws Error where it is too long all the same
 */
export const writeRecord = (given: Given): string => {
  const json = JSON.stringify(given);
  if (Buffer.byteLength(json) <= MAX_BYTES) return json;
  const packed = `${PACKED}${deflateRawSync(json).toString("base64")}`;
  if (packed.length > MAX_BYTES)
    throw new Error(`The settings are longer than the ${MAX_BYTES} bytes that are kept of them.`);
  return packed;
};

/** @throws Error where somebody else has written it */
export const readRecord = (written: string): Given => {
  try {
    const json = written.startsWith(PACKED)
      ? inflateRawSync(Buffer.from(written.slice(PACKED.length), "base64"), {
          maxOutputLength: 2 ** 20,
        }).toString()
      : written;
    return Object(JSON.parse(json));
  } catch {
    throw new Error("The parameter that keeps what the last deploy was told cannot be read.");
  }
};
