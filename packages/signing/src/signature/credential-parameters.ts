/**
 * Reads `Name=value, Name=value`, as AWS's and Huawei's Authorization headers have them: each expected name once,
 * in any order, nothing else. The values in the order of `names`, or undefined.
 */
export function readParameters(
  text: string,
  names: readonly [string, string, string],
): readonly [string, string, string] | undefined {
  const parts = text.split(",", 4);
  if (parts.length !== 3) return undefined;
  const values = new Map<string, string>();
  for (const part of parts) {
    const trimmed = part.trim();
    const equals = trimmed.indexOf("=");
    if (equals > 0) values.set(trimmed.slice(0, equals), trimmed.slice(equals + 1));
  }
  const [first, second, third] = names.map((name) => values.get(name));
  return first !== undefined && second !== undefined && third !== undefined
    ? [first, second, third]
    : undefined;
}

/** Longest credential value that is read at all. */
export const CREDENTIAL_MAX = 8_192;

/** An HMAC-SHA256 in lower-case hex. */
export function isHexSignature(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** An access key: 1 to 128 printable ASCII characters without space, comma or quote. */
export function isAccessKey(text: string): boolean {
  return /^[!#-+\--~]{1,128}$/.test(text);
}
