import { withoutTools } from "@latchkey/core/mcp/without-tools";

/** The mark of a list, or an escape that may write it. */
const MAY_LIST = /tools|\\u/;
const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/g;

/**
 * A server-sent event without the tools that are not shown. One that lists none stays byte for byte; of one that does, only its
 * data changes, which is one line afterwards where it was one before.
 */
export const shownEvent = (event: Buffer, isShown: (name: string) => boolean): Buffer => {
  const text = event.toString("utf8");
  if (!MAY_LIST.test(text)) return event;
  const lines = text.match(LINE)?.filter((line) => line !== "") ?? [];
  const values = lines.flatMap((line) => dataOf(line)?.value ?? []);
  const data = values.join("\n");
  const shown = withoutTools(data, isShown);
  if (shown === undefined || shown === data) return event;
  const first = lines.findIndex((line) => dataOf(line) !== undefined);
  const { start = "data: ", end = "\n" } = dataOf(lines[first] ?? "") ?? {};
  const written = shown.split("\n").map((line) => `${start}${line}${end}`);
  const kept = lines.flatMap((line, index) =>
    index === first ? written : dataOf(line) === undefined ? [line] : [],
  );
  return Buffer.from(kept.join(""));
};

/** A line of data, in its parts (WHATWG HTML, "Server-sent events", interpretation). A byte order mark may stand first. */
const DATA = /^(\uFEFF?data:? ?)(.*?)(\r\n|\r|\n|)$/s;

const dataOf = (line: string): { start: string; value: string; end: string } | undefined => {
  const [, start, value, end] = /^\uFEFF?data(?::|[\r\n]|$)/.test(line) ? (DATA.exec(line) ?? []) : [];
  return start === undefined || value === undefined || end === undefined ? undefined : { start, value, end };
};
