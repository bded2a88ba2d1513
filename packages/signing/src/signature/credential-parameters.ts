/**
 * Reads `Name=value, Name=value, Name=value`, as AWS's and Huawei's Authorization headers have them: each expected
 * name once, in any order, nothing else. The values in the order of `names`, or undefined.
 */
export const readParameters = (
  text: string,
  names: readonly [string, string, string],
): readonly [string, string, string] | undefined => {
  const parts = text.split(",", 4);
  if (parts.length !== 3) return undefined;
  const first = parameterIn(parts, names[0]);
  const second = parameterIn(parts, names[1]);
  const third = parameterIn(parts, names[2]);
  // Three parts and three names: when each name has a part, none is left over.
  return first !== undefined && second !== undefined && third !== undefined
    ? [first, second, third]
    : undefined;
};

const parameterIn = (parts: readonly string[], name: string): string | undefined => {
  for (const part of parts) {
    let start = 0;
    while (part.charCodeAt(start) === 0x20) start++;
    if (part.charCodeAt(start + name.length) !== 0x3d || !part.startsWith(name, start)) continue;
    return part.slice(start + name.length + 1).trimEnd();
  }
  return undefined;
};

/** Longest credential value that is read at all. */
export const CREDENTIAL_MAX = 8_192;

/** An HMAC-SHA256 in lower-case hex. */
export const isHexSignature = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** An access key: 1 to 128 printable ASCII characters without space, comma or quote. */
export const isAccessKey = (text: string): boolean => /^[!#-+\--~]{1,128}$/.test(text);
