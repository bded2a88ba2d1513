import { accessTokenCases } from "./access-tokens.ts";
import { authorizerCases, DECISION } from "./authorizer.ts";
import { type BenchResult, measure } from "./bench-case.ts";
import { printColdStart } from "./cold-start.ts";
import { limitCases } from "./limits.ts";
import { printOverHttp } from "./over-http.ts";
import { signingCases } from "./signing.ts";
import { streamCases } from "./streams.ts";
import { tokenCases } from "./tokens.ts";
import { printUsageUnits } from "./usage-units.ts";

const only = process.argv[2];
const cases = [
  ...signingCases,
  ...(await tokenCases()),
  ...accessTokenCases(),
  ...authorizerCases(),
  ...limitCases(),
  ...streamCases(),
].filter(({ group }) => !only || group.includes(only));
const groups = Map.groupBy(cases, ({ group }) => group);

const row = (columns: readonly string[]) => {
  const [name = "", ...figures] = columns;
  console.log(`${name.padEnd(52)}${figures.map((each) => each.padStart(14)).join("")}`);
};

const print = (group: string, results: readonly BenchResult[]): boolean => {
  const floor = results.find((each) => each.case.role === "floor")?.perSecond ?? 0;
  console.log(`\n${group}`);
  row(["", "per CPU-s", "us", "of the floor", "promised"]);
  let kept = true;
  for (const { case: one, perSecond, p99 } of results) {
    const share = floor === 0 ? Number.NaN : perSecond / floor;
    const micros = 1_000_000 / perSecond;
    const isKept = share >= (one.atLeast ?? 0) && micros <= (one.atMostMicroseconds ?? micros);
    const promised = one.atLeast ?? (one.atMostMicroseconds && `${one.atMostMicroseconds} us`);
    if (promised !== undefined && !isKept) kept = false;
    row([
      `${one.role === "peer" ? "  " : ""}${one.name}`,
      Math.round(perSecond).toLocaleString("en"),
      micros.toFixed(2),
      Number.isNaN(share) ? "" : share.toFixed(2),
      promised === undefined ? "" : `${promised}${isKept ? "" : " MISSED"}`,
    ]);
    const most = one.atMostP99Microseconds;
    if (p99 === undefined || most === undefined) continue;
    if (p99 > most) kept = false;
    row(["  99 of 100 within", "", p99.toFixed(0), "", `${most} us${p99 > most ? " MISSED" : ""}`]);
  }
  return kept;
};

let kept = true;
let decisions: number | undefined;
for (const [group, members] of groups) {
  const results = await measure(members);
  kept = print(group, results) && kept;
  if (group === DECISION) decisions = results.find((each) => each.case.role === "ours")?.perSecond;
}
if (!only || only === "usage") kept = printUsageUnits() && kept;
if (!only || only === "cold") kept = (await printColdStart()) && kept;
if (!only || only === "http") kept = (await printOverHttp(decisions)) && kept;
console.log(kept ? "\nEvery promise is kept." : "\nNot every promise is kept.");
process.exitCode = kept ? 0 : 1;
