/** A member of an object in JSON text, by its position. */
export interface JsonMember {
  name: string;
  /** Where its value begins and ends, in characters. */
  start: number;
  end: number;
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
