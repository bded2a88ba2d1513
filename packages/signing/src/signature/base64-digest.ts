/**
 * Reads a digest in canonical base64 (padded, no bits left over), as lower-case hex. Undefined for anything else: a
 * signature with two spellings could be replayed.
 * @param bytes how many there must be
 */
export const hexFromBase64 = (text: string, bytes = 32): string | undefined => {
  if (text.length !== Math.ceil(bytes / 3) * 4 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const binary = atob(text);
  if (binary.length !== bytes || btoa(binary) !== text) return undefined;
  return Array.from(binary, (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
};
