import { spawnSync } from "node:child_process";

interface Report {
  error?: unknown;
  message?: string;
  metadata?: { vulnerabilities?: { total?: number } };
}

/** Whether a registry has answered at all: behind a mirror, or offline, nothing is known, which is no failure. */
export const outcomeOf = (json: string): { code: 0 | 1; say: string } => {
  const report = read(json);
  const total = report.metadata?.vulnerabilities?.total;
  if (report.error !== undefined || total === undefined)
    return {
      code: 0,
      say: `Advisories could not be asked for: ${report.message ?? "no answer"}. Nothing is known.`,
    };
  return total === 0
    ? { code: 0, say: "No known advisory names a dependency." }
    : { code: 1, say: `${total} advisories name dependencies: npm audit tells which.` };
};

const read = (json: string): Report => {
  try {
    return Object(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

if (import.meta.main) {
  const { stdout } = spawnSync("npm", ["audit", "--json"], { encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const { code, say } = outcomeOf(stdout ?? "");
  console.log(say);
  process.exitCode = code;
}
