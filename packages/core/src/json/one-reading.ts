import { isUtf8 } from "node:buffer";

/** Deeper texts are refused: readers differ in how deep they read. */
const MAX_DEPTH = 200;

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_OBJECT, CLOSE_OBJECT, OPEN_LIST, CLOSE_LIST] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Names whose spelling matters, by the member that their object stands under; those of the text itself under the empty name. */
export type SpelledNames = Readonly<Record<string, readonly string[]>>;

/** A name as a reader compares it that does not heed case (Go's `encoding/json` folds by Unicode). */
export const folded = (name: string): string => name.toUpperCase().toLowerCase();

/**
 * The value of a JSON text that all readers read alike (RFC 8259, section 4: what becomes of a name given twice is not
 * defined). Nothing for one that is not UTF-8, begins with a byte order mark, is not one value, nests too deep, or has a
 * member twice or, of `spelled`, in another case.
 */
export const oneReading = (bytes: Uint8Array, spelled: SpelledNames = {}): { value: unknown } | undefined => {
  if (!isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    return hasNamesOnce(text, foldedNames(spelled)) ? { value } : undefined;
  } catch {
    return undefined;
  }
};

type Folded = ReadonlyMap<string, ReadonlyMap<string, string>>;

const foldedNames = (spelled: SpelledNames): Folded =>
  new Map(
    Object.entries(spelled).map(([under, names]) => [under, new Map(names.map((n) => [folded(n), n]))]),
  );

interface Nest {
  /** Names so far; nothing for a list. */
  names: Set<string> | undefined;
  /** How the names of the object are spelled, as far as that matters. */
  spelled: ReadonlyMap<string, string> | undefined;
  /** The name of the member whose value is read. */
  member: string;
  /** Whether it is the text itself, or an object in the list that the text is. */
  isOutermost: boolean;
}

/** @param text known to be JSON */
const hasNamesOnce = (text: string, spelled: Folded): boolean => {
  const nests: Nest[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const nest = nests.at(-1);
    if (code === QUOTE) {
      const end = stringEnd(text, at);
      if (nest?.names && isName(text, end)) {
        const name: unknown = JSON.parse(text.slice(at, end + 1));
        if (typeof name !== "string" || !takes(nest, name)) return false;
      }
      at = end;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      if (nests.length >= MAX_DEPTH) return false;
      nests.push(nestIn(nest, code === OPEN_OBJECT, spelled));
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) nests.pop();
  }
  return true;
};

/** Takes a member's name, unless the object has it, or spells it otherwise than it is read. */
const takes = (nest: Nest, name: string): boolean => {
  const { names, spelled } = nest;
  if (!names || names.has(name)) return false;
  names.add(name);
  nest.member = name;
  const right = spelled?.get(folded(name));
  return right === undefined || right === name;
};

const nestIn = (outer: Nest | undefined, isObject: boolean, spelled: Folded): Nest => {
  const isOutermost = outer === undefined || (outer.isOutermost && outer.names === undefined && isObject);
  const under = isOutermost ? "" : outer?.isOutermost && outer.names ? outer.member : undefined;
  return {
    names: isObject ? new Set() : undefined,
    spelled: isObject && under !== undefined ? spelled.get(under) : undefined,
    member: "",
    isOutermost,
  };
};

/** The position of the quote that ends the string which begins at `from`. */
const stringEnd = (text: string, from: number): number => {
  let end = text.indexOf('"', from + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
};

const isEscaped = (text: string, at: number): boolean => {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
};

/** Whether a colon follows the string that ends here. */
const isName = (text: string, end: number): boolean => {
  let at = end + 1;
  while (/\s/.test(text.charAt(at))) at += 1;
  return text.charAt(at) === ":";
};
