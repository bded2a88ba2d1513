import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startLatchkey } from "../support/running-latchkey.ts";
import { type Fault, fuzzRound } from "./fuzz-round.ts";
import { plantWorld } from "./plant-world.ts";
import { startUpstream } from "./upstream-for-fuzz.ts";

const HELP = `npm run fuzz -- [--requests 100000] [--seed 1] [--round N]

Sends requests that are grown from the OpenAPI document and from recorded calls of two tenants to a fresh npm start, and
looks for answers of 5xx, for anything of one tenant in an answer to another, and for memory without bound.
--round repeats one round of a seed: its requests are the same but for the ids that are minted.`;

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    round: { type: "string" },
    help: { type: "boolean" },
  },
});

/** Tenants are new in each round: damage by one round does not weaken the next. */
const REQUESTS_OF_ROUND = 2000;
/** Of the process that serves both planes. Mebibytes. */
const MAX_MEMORY = 1024;

const memoryOf = (pid: number | undefined): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

const tell = (seed: number, round: number, { index, what, grown }: Fault): void => {
  console.error(`\nFAULT in request ${index} of round ${round}: ${what}`);
  console.error(`  again: npm run fuzz -- --seed ${seed} --round ${round}`);
  console.error(`  ${grown.request.plane}, as ${grown.caller.name}, meant as ${grown.meant.operation}:`);
  console.error(`  ${JSON.stringify(grown.request.bytes.toString("latin1")).slice(0, 4000)}`);
};

const fuzz = async (): Promise<boolean> => {
  const seed = Number(values.seed);
  const upstream = await startUpstream();
  await using latchkey = await startLatchkey({
    LATCHKEY_PUBLICATION: "reviewed",
    LATCHKEY_TEAMS_PER_PERSON: "100000",
    LATCHKEY_MAILS_PER_PERSON: "100000",
    LATCHKEY_MAILS_PER_TEAM: "100000",
  });
  const only = values.round === undefined ? undefined : Number(values.round);
  const rounds = Math.ceil(Number(values.requests) / REQUESTS_OF_ROUND);
  const total = new Map<string, number>();
  let faults = 0;
  let most = 0;
  for (let round = only ?? 0; round < (only === undefined ? rounds : only + 1); round += 1) {
    const world = await plantWorld(latchkey, upstream.url, `r${round}`);
    const done = await fuzzRound(latchkey, world, {
      seed: seed * 100_000 + round,
      requests: REQUESTS_OF_ROUND,
    });
    for (const fault of done.faults) tell(seed, round, fault);
    for (const [key, count] of done.counts) total.set(key, (total.get(key) ?? 0) + count);
    faults += done.faults.length;
    const memory = memoryOf(latchkey.process.pid);
    most = Math.max(most, memory);
    console.log(
      `round ${round}: ${REQUESTS_OF_ROUND} requests, ${done.faults.length} faults, ${memory.toFixed(0)} MiB`,
    );
  }
  upstream.stop();
  for (const status of ["2", "3", "4", "5"])
    console.log(
      `${status}xx: ${[...total].reduce((sum, [key, count]) => sum + (key.includes(` ${status}`) ? count : 0), 0)}`,
    );
  const unserved = [...new Set([...total.keys()].map((key) => key.split(" ")[0] ?? ""))].filter(
    (operation) => ![...total.keys()].some((key) => key.startsWith(`${operation} 2`)),
  );
  console.log(`never answered with 2xx: ${unserved.join(", ") || "none"}`);
  const errors = latchkey.output().match(/.*(?:internal-error|the adapter failed).*/g) ?? [];
  for (const line of errors.slice(0, 20)) console.error(line.slice(0, 1500));
  console.log(
    `${faults} faults, ${errors.length} errors in the log, at most ${most.toFixed(0)} MiB (${MAX_MEMORY} are allowed)`,
  );
  return faults === 0 && errors.length === 0 && most <= MAX_MEMORY;
};

if (values.help) console.log(HELP);
else process.exitCode = (await fuzz()) ? 0 : 1;
