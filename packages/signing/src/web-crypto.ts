/* The crypto that signing needs, from what Node and browsers share (WebCrypto). */

const encoder = new TextEncoder();

/** Lower-case hex. */
export const sha256Hex = async (data: string | Uint8Array): Promise<string> => toHex(await sha256(data));

/** The 32 bytes of SHA-256. */
export const sha256 = async (data: string | Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytesOf(data)));

/** @throws RangeError for an empty key, which would sign for anyone. */
export const hmacSha256 = async (key: string | Uint8Array, text: string): Promise<Uint8Array> => {
  if (key.length === 0) throw new RangeError("an empty secret signs nothing");
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", bytesOf(key), algorithm, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, bytesOf(text)));
};

/** The text as UTF-8, or a copy of the bytes on a buffer of their own. */
export const bytesOf = (data: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  typeof data === "string" ? encoder.encode(data) : new Uint8Array(data);

/** Lower-case hex. */
export const toHex = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return text;
};

/** Padded base64 (RFC 4648, section 4). */
export const toBase64 = (bytes: Uint8Array): string => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
};

/** Base64url without padding (RFC 4648, section 5). */
export const toBase64url = (bytes: Uint8Array): string =>
  toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
