import { type IngestFleet, runIngestFleet } from "./ingest-fleet.ts";
import { type LeaseFleet, runLeaseFleet } from "./lease-fleet.ts";
import { runVerdictFleet, type VerdictFleet } from "./verdict-fleet.ts";

const ALL_AT_ONCE = {
  instances: 10_000,
  callsPerSecond: 100_000,
  consumers: 1,
  seconds: 25,
  warmUpSeconds: 10,
  allAtOnce: true,
};

const VERDICTS: readonly (VerdictFleet & { name: string })[] = [
  { name: "", instances: 1000, callsPerSecond: 1000, consumers: 1, seconds: 20, warmUpSeconds: 10 },
  { name: "", instances: 1000, callsPerSecond: 10_000, consumers: 1, seconds: 20, warmUpSeconds: 10 },
  { name: "", instances: 1000, callsPerSecond: 10_000, consumers: 1000, seconds: 20, warmUpSeconds: 10 },
  { name: "", instances: 10_000, callsPerSecond: 10_000, consumers: 1, seconds: 20, warmUpSeconds: 10 },
  { name: "", instances: 10_000, callsPerSecond: 100_000, consumers: 1, seconds: 16, warmUpSeconds: 6 },
  { name: "", instances: 10_000, callsPerSecond: 10_000, consumers: 10_000, seconds: 12, warmUpSeconds: 6 },
  { name: "", instances: 10_000, callsPerSecond: 100_000, consumers: 10_000, seconds: 9, warmUpSeconds: 6 },
  {
    name: "all begin at once",
    ...ALL_AT_ONCE,
  },
  {
    name: "the same, each remembering for 4 to 5 s",
    ...ALL_AT_ONCE,
    lifetime: (random) => 4000 + 1000 * random(),
  },
  {
    name: "revoked when counting begins",
    instances: 10_000,
    callsPerSecond: 10_000,
    consumers: 1,
    seconds: 20,
    warmUpSeconds: 10,
    revokedAfter: 10,
  },
  ...[100, 1000].map((instances) => ({
    name: "all refused",
    instances,
    callsPerSecond: 5000,
    consumers: 15,
    seconds: 20,
    warmUpSeconds: 10,
    allRefused: true,
  })),
];

/** The parts to run, by name; all of them, unless given. */
const parts = new Set(process.argv.slice(2));
const isWanted = (part: string): boolean => parts.size === 0 || parts.has(part);

const LEASES: readonly LeaseFleet[] = [
  { instances: 100, count: 60_000, mode: "leased", callsPerSecond: 900, seconds: 130 },
  { instances: 1000, count: 60_000, mode: "leased", callsPerSecond: 500, seconds: 130 },
  { instances: 1000, count: 60_000, mode: "leased", callsPerSecond: 2000, seconds: 130 },
  { instances: 10_000, count: 600_000, mode: "leased", callsPerSecond: 5000, seconds: 65 },
  { instances: 10_000, count: 600_000, mode: "leased", callsPerSecond: 20_000, seconds: 65 },
  { instances: 10_000, count: 60_000, mode: "leased", callsPerSecond: 2000, seconds: 65 },
  { instances: 10_000, count: 600_000, mode: "strict", callsPerSecond: 5000, seconds: 65 },
];

/** `infra` lets ten of them run at once. */
const INGESTS: readonly Pick<IngestFleet, "batchesPerSecond" | "atOnce">[] = [10, 40, 80, 160, 240].flatMap(
  (batchesPerSecond) => [{ batchesPerSecond }, { batchesPerSecond, atOnce: 10 }],
);

const row = (cells: readonly (string | number | undefined)[]): void =>
  console.log(
    `| ${cells.map((cell) => (typeof cell === "number" ? figure(cell) : (cell ?? ""))).join(" | ")} |`,
  );
const figure = (value: number): string =>
  (value < 10 && !Number.isInteger(value) ? Number(value.toFixed(2)) : Math.round(value)).toLocaleString(
    "en",
  );
const head = (...cells: string[]): void => {
  row(cells);
  row(cells.map(() => "--:"));
};

console.log("\nThe authorizer's memory\n");
head(
  "instances",
  "calls a second",
  "callers",
  "round trips a second",
  "busiest second",
  "read units a second",
  "of each shared item",
  "of one caller's partition",
  "felt by all after, ms",
  "",
);
for (const fleet of isWanted("verdicts") ? VERDICTS : []) {
  const { reads, peakReads, items, sharedReads, consumerReads, feltAfter } = await runVerdictFleet(fleet);
  row([
    fleet.instances,
    fleet.callsPerSecond,
    fleet.consumers,
    reads,
    peakReads,
    items,
    sharedReads,
    consumerReads,
    feltAfter,
    fleet.name,
  ]);
}

console.log("\nThe gateway's limits\n");
head(
  "instances",
  "limit a minute",
  "mode",
  "calls a second",
  "admitted a second",
  "most in a minute",
  "writes a second",
  "in vain",
  "reads a second",
  "items",
  "writes of the busiest",
  "bytes of it",
);
for (const fleet of isWanted("leases") ? LEASES : []) {
  const { admitted, worst, writes, vain, reads, items, hottestWrites, bytes } = await runLeaseFleet(fleet);
  const { instances, count, mode, callsPerSecond } = fleet;
  row([
    instances,
    count,
    mode,
    callsPerSecond,
    admitted,
    worst,
    writes,
    vain,
    reads,
    items,
    hottestWrites,
    bytes,
  ]);
}

console.log("\nThe counting of usage\n");
head("batches a second", "at once", "additions tried for each", "gave up, %", "counted after, 99 of 100, ms");
for (const fleet of isWanted("usage") ? INGESTS : []) {
  const { tries, gaveUp, slow } = await runIngestFleet({ ...fleet, linesPerBatch: 10, seconds: 30 });
  row([fleet.batchesPerSecond, fleet.atOnce ?? "all", tries, gaveUp * 100, slow]);
}
