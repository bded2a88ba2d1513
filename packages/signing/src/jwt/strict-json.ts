import type { JsonObject } from "./json-object.ts";

/**
 * Parses a JSON object (RFC 8259) whose members each have a name of their own: of two with one name, two parsers may
 * see different ones (RFC 8725, section 2.4). Undefined for anything else. Nested objects are not looked into.
 */
export const parseStrictObject = (text: string): JsonObject | undefined => {
  // Only an object can begin with a brace.
  if (!/^[ \t\n\r]*\{/.test(text)) return undefined;
  let value: JsonObject;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return countMembers(text) === Object.keys(value).length ? value : undefined;
};

const QUOTE = 0x22;
const COLON = 0x3a;

/** Colons directly inside the outer braces of a text that is known to be a JSON object. */
const countMembers = (text: string): number => {
  const escapes = text.includes("\\");
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = escapes ? endOfString(text, at) : text.indexOf('"', at + 1);
    else if (code === COLON) members += depth === 1 ? 1 : 0;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return members;
};

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === 0x5c ? 2 : 1;
  return at;
};
