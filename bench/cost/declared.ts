import { readFileSync } from "node:fs";
import type { Memory } from "./reckon.ts";

/** The files are only read: what is in them runs inside SST. */
const memoryOf = (file: string, name: string): number => {
  const source = readFileSync(new URL(`../../infra/${file}`, import.meta.url), "utf8");
  const [, megabytes] =
    new RegExp(`lambda\\("${name}", \\{[^}]*?memory: "(\\d+) MB"`, "s").exec(source) ?? [];
  if (megabytes === undefined) throw new Error(`infra/${file} does not say how much memory ${name} has.`);
  return Number(megabytes);
};

/** As `infra` declares it. */
export const declaredMemory = (): Memory => ({
  authorizer: memoryOf("authorizer.ts", "authorizer"),
  gateway: memoryOf("gateway.ts", "gateway"),
  ingest: memoryOf("usage.ts", "ingest"),
  audit: memoryOf("audit.ts", "append-audit"),
});

/** How `append-audit` is fed, as `infra` declares it. */
export const declaredAuditBatch = (): { seconds: number; records: number } => {
  const source = readFileSync(new URL("../../infra/audit.ts", import.meta.url), "utf8");
  const [, records, seconds] = /batchSize: (\d+),\s+maximumBatchingWindowInSeconds: (\d+)/.exec(source) ?? [];
  return { seconds: Number(seconds), records: Number(records) };
};

/** What a stage costs in a month without a call, in dollars, as calculated in docs/deploy.md. */
export const declaredIdle = (): number => {
  const text = readFileSync(new URL("../../docs/deploy.md", import.meta.url), "utf8");
  const [, dollars] = /About (\d+) US dollars a month/.exec(text) ?? [];
  if (dollars === undefined) throw new Error("docs/deploy.md does not say what a month without calls costs.");
  return Number(dollars);
};
