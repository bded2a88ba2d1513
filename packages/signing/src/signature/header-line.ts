/**
 * A header's values as AWS signs them: each trimmed, runs of spaces and tabs as one space, joined by commas.
 * Undefined when one holds a control character or is longer than any server takes.
 */
export const canonicalHeaderValue = (values: readonly string[]): string | undefined => {
  const [only] = values;
  if (only !== undefined && values.length === 1 && isPlain(only)) return only;
  const parts: string[] = [];
  for (const value of values) {
    const part = trimmedHeaderValue(value);
    if (part === undefined) return undefined;
    parts.push(part.replace(/[ \t]+/g, " "));
  }
  return parts.join(",");
};

const VALUE_MAX = 16_384;

/** A header's value without spaces and tabs at its ends; undefined when it may not be signed. */
export const trimmedHeaderValue = (value: string): string | undefined => {
  if (value.length > VALUE_MAX) return undefined;
  let start = 0;
  let end = value.length;
  while (start < end && isBlank(value.charCodeAt(start))) start++;
  while (end > start && isBlank(value.charCodeAt(end - 1))) end--;
  for (let at = start; at < end; at++) {
    const code = value.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return undefined;
  }
  return value.slice(start, end);
};

/** Whether a value is its own canonical form, in one pass. */
const isPlain = (value: string): boolean => {
  if (value.length > VALUE_MAX) return false;
  let last = 0x20;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < 0x20 || code === 0x7f || (code === 0x20 && last === 0x20)) return false;
    last = code;
  }
  return last !== 0x20 || value === "";
};

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09;
