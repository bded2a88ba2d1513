import { type Document, isNode, LineCounter, parseDocument } from "yaml";

export type Path = readonly PropertyKey[];

/** Where something is written, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A file of JSON or YAML: what it says, and where it says it. */
export interface DeclaredFile {
  readonly value: unknown;
  /** Of the value at a path, or of the nearest one around it. */
  placeOf(path: Path): Place;
}

/** What cannot be read as JSON or YAML. */
export interface Unreadable {
  readonly place: Place;
  readonly detail: string;
}

/** How often aliases of YAML may be taken up: a small file never becomes a huge one. */
const MAX_ALIASES = 10_000;

/** JSON is read as JSON, since that is faster, and again as YAML only to say where something is. */
export const parseFile = (text: string): DeclaredFile | Unreadable => {
  let document: Document | undefined;
  const lines = new LineCounter();
  const documented = (): Document => {
    document ??= parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: true,
      strict: true,
      prettyErrors: false,
    });
    return document;
  };
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const placeOf = (path: Path): Place => {
    const root = documented();
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = root.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return placeAt(node.range[0]);
    }
    return { line: 1, column: 1 };
  };
  const json = parsedJson(text);
  if (json) return { value: json.value, placeOf };
  const read = documented();
  const [error] = read.errors;
  if (error) return { place: placeAt(error.pos[0]), detail: error.message };
  try {
    return { value: read.toJS({ maxAliasCount: MAX_ALIASES }), placeOf };
  } catch (thrown) {
    return {
      place: { line: 1, column: 1 },
      detail: thrown instanceof Error ? thrown.message : "not readable",
    };
  }
};

const parsedJson = (text: string): { value: unknown } | undefined => {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};
