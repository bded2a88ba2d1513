import { createHmac, hash, type KeyObject, timingSafeEqual } from "node:crypto";

/** By the length of a signature in hex. Only Kong's scheme has the longer two. */
const HASHES: ReadonlyMap<number, string> = new Map([
  [96, "sha384"],
  [128, "sha512"],
]);

/**
 * Whether the HMAC over the text is the signature, compared in constant time.
 * @param signature lower-case hex. Compared as hex, too: a digest comes as text a fifth faster than as bytes.
 */
export const signatureHolds = (
  key: KeyObject | string,
  text: string,
  line: string,
  head: string | undefined,
  signature: string,
): boolean => {
  const signed = head === undefined ? text : head + hash("sha256", text + line, "hex");
  const expected = Buffer.from(
    createHmac(HASHES.get(signature.length) ?? "sha256", key)
      .update(signed)
      .digest("hex"),
    "latin1",
  );
  const given = Buffer.from(signature, "latin1");
  return expected.length === given.length && timingSafeEqual(expected, given);
};
