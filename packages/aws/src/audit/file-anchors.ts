import { mkdir, open, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { AnchorStore } from "@latchkey/core/audit/audit-store";
import * as z from "zod/mini";
import { parseAnchor } from "./parse-anchor.ts";

const Line = z.object({ day: z.string(), anchor: z.unknown() });

/** Anchors in a file of JSON lines, mode 0600, for one machine: outside the table, though not out of its owner's reach. */
export const fileAnchors = (path: string): AnchorStore => ({
  keep: async (day, anchor) => {
    if ((await linesOf(path)).some((line) => line.day === day)) return;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, "a", 0o600);
    try {
      await file.appendFile(`${JSON.stringify({ day, anchor })}\n`);
      await file.datasync();
    } finally {
      await file.close();
    }
  },
  latest: async () => {
    const last = (await linesOf(path)).at(-1);
    return last && parseAnchor(JSON.stringify(last.anchor));
  },
});

const linesOf = async (path: string) => {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Line.parse(JSON.parse(line)));
};
