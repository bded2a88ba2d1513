import { open, writeFile } from "node:fs/promises";
import { WrongUse } from "../../command-line/exit-code.ts";
import type { Report } from "./report.ts";

/** Before anything is made: a report that cannot be written would be noticed too late. @throws WrongUse */
export const expectWritable = async (path: string): Promise<void> => {
  try {
    await (await open(path, "a")).close();
  } catch {
    throw new WrongUse(`--report: ${path} cannot be written.`);
  }
};

/** Markdown for a name that ends in `.md`, otherwise JSON. */
export const writeReport = (path: string, report: Report, redact: (text: string) => string): Promise<void> =>
  writeFile(path, redact(path.endsWith(".md") ? markdownOf(report) : `${JSON.stringify(report, null, 2)}\n`));

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const markdownOf = ({ doctor, startedAt, finishedAt, stage, outcome, counts, checks, leftovers }: Report) =>
  [
    "# What the doctor found",
    "",
    `- outcome: ${outcome} (${Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ")})`,
    `- from ${startedAt} to ${finishedAt}`,
    `- doctor ${doctor.version}, Node ${doctor.node}, ${doctor.platform}`,
    ...Object.entries(stage)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `- ${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`),
    `- leftovers of earlier runs: removed ${leftovers.removed.join(", ") || "none"}, kept ${leftovers.kept.join(", ") || "none"}`,
    "",
    "| check | outcome | claim | expected | actual | ms | turn | read |",
    "|---|---|---|---|---|---|---|---|",
    ...checks.map(
      ({ id, outcome: found, claim, expected, actual, milliseconds, remedy, page }) =>
        `| ${[id, found, claim, expected, actual, String(milliseconds), found === "broken" ? remedy : "", page].map(cell).join(" | ")} |`,
    ),
    "",
  ].join("\n");
