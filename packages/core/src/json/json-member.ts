/** Where a value begins and ends in JSON text, in characters. */
export interface Span {
  start: number;
  end: number;
}

/** A member of an object in JSON text, by the position of its value. */
export interface JsonMember extends Span {
  name: string;
}

/**
 * The members of the object that a JSON text is, in their order, a name given twice included. The text is known to be JSON.
 *
 * @param open the position of its `{`
 */
export const membersOf = (text: string, open: number): JsonMember[] => {
  const members: JsonMember[] = [];
  let at = skipSpace(text, open + 1);
  while (text[at] === '"') {
    const nameEnd = skipString(text, at);
    const name: unknown = JSON.parse(text.slice(at, nameEnd));
    const start = skipSpace(text, skipSpace(text, nameEnd) + 1);
    const end = skipValue(text, start);
    members.push({ name: String(name), start, end });
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return members;
};

/** The elements of the list that begins at `open`. The text is known to be JSON. */
export const elementsOf = (text: string, open: number): Span[] => {
  const elements: Span[] = [];
  let start = skipSpace(text, open + 1);
  while (start < text.length && text[start] !== "]") {
    const end = skipValue(text, start);
    elements.push({ start, end });
    const next = skipSpace(text, end);
    start = text[next] === "," ? skipSpace(text, next + 1) : next;
  }
  return elements;
};

export const skipSpace = (text: string, from: number): number => {
  let at = from;
  while (/[ \t\n\r]/.test(text[at] ?? "")) at += 1;
  return at;
};

const skipString = (text: string, from: number): number => {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
};

const skipValue = (text: string, from: number): number => {
  let depth = 0;
  let at = from;
  do {
    const character = text[at];
    if (character === '"') {
      at = skipString(text, at);
      continue;
    }
    if (character === "{" || character === "[") depth += 1;
    if (character === "}" || character === "]") depth -= 1;
    at += 1;
  } while (depth > 0 || (at < text.length && !/[,}\]\s]/.test(text[at] ?? ",") && !isClosed(text, at - 1)));
  return at;
};

/**
 * A string, an object or a list ends at its last character; a number or a word ends at the next character that is no part of
 * it.
 */
const isClosed = (text: string, at: number): boolean => /["}\]]/.test(text[at] ?? "");
