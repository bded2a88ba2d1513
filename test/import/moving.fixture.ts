import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportReport } from "@latchkey/cli/import/stage/report";
import { runProgram } from "@latchkey/cli/program";
import type { Stage } from "../support/running-latchkey.ts";

/** A folder with files, each with its text or its value as JSON. */
export const folderOf = async (files: Record<string, unknown>): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), "moving-"));
  for (const [name, said] of Object.entries(files))
    await writeFile(join(folder, name), typeof said === "string" ? said : JSON.stringify(said));
  return folder;
};

export interface Moved {
  code: number;
  output: string;
  report: ImportReport;
}

/** Runs `latchkey import` in this process, and reads its report. */
export const moveIn = async (
  { control, rootKey }: Pick<Stage, "control" | "rootKey">,
  ...words: string[]
): Promise<Moved> => {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const report = join(await mkdtemp(join(tmpdir(), "moved-")), "report.json");
  const code = await runProgram(
    ["import", ...words, "--url", control, "--key", rootKey, "--report", report],
    { print: write, tell: write },
  );
  const text = await readFile(report, "utf8").catch(() => "");
  return { code, output: lines.join("\n"), report: JSON.parse(text === "" ? "{}" : text) };
};
