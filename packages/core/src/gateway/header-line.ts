import { bareName } from "../service/header-rules.ts";

/** One header, as it was on the wire. A name may come several times. */
export type HeaderLine = readonly [name: string, value: string];

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** RFC 9110, section 5.5: no CR, LF or NUL, with which a value could become another header. */
const FIELD_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

export const isSoundLine = ([name, value]: HeaderLine): boolean =>
  TOKEN.test(name) && FIELD_VALUE.test(value);

/** What a name of an upstream's answer is compared by. What is kept back is told by `header-rules`. */
export const comparable = (name: string): string => name.toLowerCase().replaceAll("_", "-");

/** The bare names of what `Connection` names: these headers are for one hop only (RFC 9110, section 7.6.1). */
export const namedByConnection = (lines: readonly HeaderLine[]): Set<string> =>
  new Set(
    lines
      .filter(([name]) => bareName(name) === "connection")
      .flatMap(([, value]) => value.split(","))
      .map(bareName),
  );
