import type { AnchorStore } from "@latchkey/core/audit/audit-store";
import * as z from "zod/mini";
import { parseAnchor } from "./parse-anchor.ts";
import { appendLine, readLines, replaceLines } from "./private-lines.ts";

/** `day` is the name that earlier releases gave to the slot. */
const Line = z.object({ slot: z.optional(z.string()), day: z.optional(z.string()), anchor: z.unknown() });

/** Above it the older half is dropped: the last anchor is all that is read. */
const MAX_LINES = 1000;

/** Anchors in a file of JSON lines, mode 0600, for one machine: outside the table, though not out of its owner's reach. */
export const fileAnchors = (path: string): AnchorStore => ({
  keep: async (slot, anchor) => {
    const lines = await readLines(path);
    if (lines.some((line) => slotOf(line) === slot)) return;
    if (lines.length >= MAX_LINES) await replaceLines(path, lines.slice(MAX_LINES / 2));
    await appendLine(path, JSON.stringify({ slot, anchor }));
  },
  latest: async () => {
    const last = (await readLines(path)).at(-1);
    return last === undefined ? undefined : parseAnchor(JSON.stringify(Line.parse(JSON.parse(last)).anchor));
  },
});

const slotOf = (line: string): string | undefined => {
  const { slot, day } = Line.parse(JSON.parse(line));
  return slot ?? day;
};
