const QUOTE = 0x22;

/** A member's name by the bytes between its quotes; empty where they are no text. */
export const nameOf = (bytes: readonly number[]): string => {
  const name = jsonOf([Uint8Array.of(QUOTE, ...bytes, QUOTE)]);
  return typeof name === "string" ? name : "";
};

/** The value of a JSON text; nothing where it is none. */
export const jsonOf = (pieces: readonly Uint8Array[]): unknown => {
  try {
    return JSON.parse(Buffer.concat(pieces).toString("utf8"));
  } catch {
    return undefined;
  }
};
