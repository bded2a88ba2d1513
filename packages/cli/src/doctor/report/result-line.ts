import type { Result } from "../check/check.ts";

const MARKS = { held: "ok    ", broken: "BROKEN", look: "look  ", "not-asked": "-     " } as const;
const ID_WIDTH = 30;

/** One line for people. A broken claim names on the same line what to turn. */
export const resultLine = ({ id, outcome, expected, actual, remedy, page, milliseconds }: Result): string => {
  const time = outcome === "not-asked" ? "" : ` (${milliseconds} ms)`;
  const line = `${MARKS[outcome]} ${id.padEnd(ID_WIDTH)} expected ${expected}; came ${actual}${time}`;
  return outcome === "broken" ? `${line}. Turn: ${remedy}. Read: ${page}` : line;
};
