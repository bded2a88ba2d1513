import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bundle, bundle, type Entry } from "./cold/bundles.ts";
import { firstLife, importTimes } from "./cold/measure-cold.ts";

/** What the import of a Lambda may cost: as a share of the SDK's clients alone, and of an empty module. */
const PROMISED: Partial<Record<Entry, { ofClients: number; ofNothing?: number }>> = {
  authorizer: { ofClients: 0.3, ofNothing: 20 },
  gateway: { ofClients: 0.6 },
};
/** What the first verdict of an environment may cost: a multiple of a later one on records that are not remembered. */
const FIRST_TO_WARM = 2.5;

const NAMES: Record<Entry, string> = {
  nothing: "an empty module",
  clients: "  the clients of DynamoDB and Secrets Manager alone",
  authorizer: "authorizer",
  gateway: "gateway",
};

const row = (...[name = "", ...figures]: readonly string[]) =>
  console.log(`${name.padEnd(52)}${figures.map((each) => each.padStart(14)).join("")}`);

const share = (figure: number, most: number | undefined): string =>
  `${figure.toFixed(2)}${most === undefined ? "" : ` (${most}${figure <= most ? "" : " MISSED"})`}`;

const printImports = (bundles: readonly Bundle[]): boolean => {
  console.log("\nCold start: import of the bundle, outside of a Lambda, with what is promised in brackets");
  row("", "KB", "CPU ms", "of the clients", "of nothing");
  const times = importTimes(bundles);
  const [clients, nothing] = [times.get("clients") ?? Number.NaN, times.get("nothing") ?? Number.NaN];
  let kept = true;
  for (const { entry, kilobytes } of bundles) {
    const time = times.get(entry) ?? Number.NaN;
    const { ofClients, ofNothing } = PROMISED[entry] ?? {};
    const fits = time <= (ofClients ?? 1e9) * clients && time <= (ofNothing ?? 1e9) * nothing;
    if (!fits) kept = false;
    row(
      NAMES[entry],
      kilobytes.toFixed(0),
      time.toFixed(1),
      share(time / clients, ofClients),
      share(time / nothing, ofNothing),
    );
  }
  return kept;
};

const printFirstLife = async (authorizer: Bundle): Promise<boolean> => {
  const { loaded, first, warm } = await firstLife(authorizer);
  const times = first.wall / warm.wall;
  console.log("\nCold start: a new environment of the authorizer, keys and records from a local endpoint");
  row("", "ms", "CPU ms", "of a warm one");
  row("loading, with what warms up", loaded.wall.toFixed(1), loaded.cpu.toFixed(1));
  row("first verdict", first.wall.toFixed(2), first.cpu.toFixed(2), share(times, FIRST_TO_WARM));
  row("  a warm one, records not remembered", warm.wall.toFixed(2), warm.cpu.toFixed(2));
  return times <= FIRST_TO_WARM;
};

export const printColdStart = async (): Promise<boolean> => {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-cold-"));
  try {
    const bundles: Bundle[] = [];
    for (const entry of ["nothing", "clients", "authorizer", "gateway"] as const)
      bundles.push(await bundle(entry, folder));
    const isImportKept = printImports(bundles);
    const authorizer = bundles.find(({ entry }) => entry === "authorizer");
    if (!authorizer) throw new Error("The authorizer was bundled.");
    return (await printFirstLife(authorizer)) && isImportKept;
  } finally {
    rmSync(folder, { recursive: true });
  }
};
