/**
 * Reads 32 bytes in canonical base64 (padded, no bits left over), as lower-case hex. Undefined for anything else: a
 * signature with two spellings could be replayed.
 */
export const hexFromBase64 = (text: string): string | undefined => {
  if (!/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/.test(text)) return undefined;
  return Array.from(atob(text), (byte) => byte.charCodeAt(0).toString(16).padStart(2, "0")).join("");
};
