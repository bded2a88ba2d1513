import type { Counts } from "./counts.ts";
import type { UsageBatch } from "./measure-usage.ts";
import type { ReadAndWritten } from "./measured.ts";
import { LAMBDA_TIERS, LOG_TIERS, PRICES, REST_TIERS, tiered } from "./prices.ts";

/** Memory of the Lambdas that a call costs, in MB, as `infra` declares it. */
export interface Memory {
  authorizer: number;
  gateway: number;
  ingest: number;
  audit: number;
}

/** What the calls of a month are like. */
export interface Mix {
  name: string;
  verdict: keyof Counts["units"]["verdict"];
  /** Each call is another consumer's: nothing of it is remembered. Else a few callers are so busy that everything is. */
  quiet: boolean;
  limits: readonly (keyof Pick<Counts["units"], "strictLimit" | "leasedLimit" | "quota" | "tokenQuota">)[];
  upstreamMs: number;
}

/** How much there is of it. */
export interface Volume {
  calls: number;
  /** Log lines that CloudWatch hands over at once. Assumed: it was never seen. */
  linesPerBatch: 1 | 10 | 100;
}

export const ITEMS = [
  "API Gateway",
  "authorizer",
  "gateway",
  "firewall",
  "logs",
  "table: the call",
  "table: usage",
  "table: last calls",
  "ingest",
  "audit",
] as const;
export type Item = (typeof ITEMS)[number];

/** Assumed, in milliseconds: what the runtime adds to each invocation, and DynamoDB's answer. Not measured on AWS. */
export const ASSUMED = { runtimeMs: 1, dynamoMs: 5 } as const;

/** For how long `append-audit` waits for a batch, and how much of it is one (`infra/audit.ts`). */
export const AUDIT_BATCH = { seconds: 3, records: 1000 } as const;

const MILLION = 1_000_000;
const SECONDS_A_MONTH = 730 * 3600;
/** MB that come with one virtual CPU (Lambda Developer Guide, "Configure Lambda function memory"). */
const MB_A_CPU = 1769;
/** The roll-up's five minutes. */
const WINDOWS_A_MONTH = SECONDS_A_MONTH / 300;
/** Instances of `ingest` that count at once (`ingestConcurrency`): each reads what the others add, half a unit for four KB. */
const READERS = 10;
const READ_UNITS_A_KB = 0.125;

/** Dollars of a month, by what they are for. */
export const reckon = (
  { units, bytes, cpuMs }: Counts,
  memory: Memory,
  mix: Mix,
  { calls, linesPerBatch }: Volume,
): Record<Item, number> => {
  const billed = (mb: number, cpu: number, waiting: number) =>
    (mb / 1024) * (Math.ceil((cpu * MB_A_CPU) / Math.min(mb, MB_A_CPU) + waiting + ASSUMED.runtimeMs) / 1000);
  const trips = mix.verdict === "apiKey" ? 1 : 2;
  const batch = usageBatch(units, mix, linesPerBatch);
  const batches = calls / linesPerBatch;
  const counting = mix.limits.some((limit) => limit === "strictLimit" || limit === "tokenQuota") ? 1 : 0;
  const gbSeconds = {
    authorizer:
      calls *
      (mix.quiet
        ? billed(memory.authorizer, cpuMs.coldVerdict, trips * ASSUMED.dynamoMs)
        : billed(memory.authorizer, cpuMs.warmVerdict, 0)),
    gateway: calls * billed(memory.gateway, cpuMs.gatewayCall, mix.upstreamMs + counting * ASSUMED.dynamoMs),
    ingest:
      batches *
      billed(memory.ingest, cpuMs.ingestBatch + cpuMs.ingestLine * linesPerBatch, 2 * ASSUMED.dynamoMs),
  };
  const seconds = gbSeconds.authorizer + gbSeconds.gateway + gbSeconds.ingest;
  const aSecond = tiered(seconds, LAMBDA_TIERS) / seconds;
  const lambda = (invocations: number, its: number) =>
    (invocations / MILLION) * PRICES.lambdaRequest.dollars + its * aSecond;

  const ofCall = sum([
    ...(mix.quiet ? [units.quietVerdict[mix.verdict], units.service, units.lastUse] : [units.warmVerdict]),
    ...mix.limits.map((limit) => units[limit]),
  ]);
  const gigabytes = (calls * (bytes.gatewayLine + bytes.accessLine + 2 * bytes.platformLines)) / 1e9;
  return {
    "API Gateway": tiered(calls, REST_TIERS),
    authorizer: lambda(calls, gbSeconds.authorizer),
    gateway: lambda(calls, gbSeconds.gateway),
    firewall: (calls / MILLION) * PRICES.wafRequest.dollars,
    logs: tiered(gigabytes, LOG_TIERS),
    "table: the call": unitDollars(ofCall, calls),
    "table: usage":
      unitDollars({ rru: batch.log.rru + readElsewhere(batch.log), wru: batch.log.wru }, batches) +
      pageDollars(units.usage, mix, calls) +
      unitDollars(units.usage.rollUpRun, WINDOWS_A_MONTH),
    "table: last calls": unitDollars({ rru: 0, wru: batch.lastCalls }, batches),
    ingest: lambda(batches, gbSeconds.ingest),
    // Its filter passes changes of records alone.
    audit: 0,
  };
};

export const total = (items: Record<Item, number>): number =>
  Object.values(items).reduce((all, each) => all + each, 0);

const readElsewhere = ({ wru }: ReadAndWritten): number => wru * READERS * READ_UNITS_A_KB;

/**
 * Each quiet call is of a team of its own, so its page is; the service's page holds them all. Busy callers are of one team, with a
 * page in each five minutes.
 */
const pageDollars = ({ batches }: Counts["units"]["usage"], { quiet }: Mix, calls: number): number => {
  const of = (lines: number, consumers: number) => usageCase(batches, lines, consumers);
  const alone = of(1, 1);
  const pages = Math.min(calls, WINDOWS_A_MONTH);
  const busy = unitDollars({ rru: 0, wru: alone.teamPages + alone.servicePages }, pages);
  const many = of(100, 100);
  const each = Math.max(many.servicePages / many.lines, pages / calls);
  return quiet ? unitDollars({ rru: 0, wru: alone.teamPages + each }, calls) : busy;
};

const usageBatch = ({ usage }: Counts["units"], { quiet }: Mix, lines: number): UsageBatch =>
  usageCase(usage.batches, lines, quiet ? lines : 1);

const usageCase = (batches: readonly UsageBatch[], lines: number, consumers: number): UsageBatch => {
  const found = batches.find(
    (each) => each.lines === lines && each.consumers === consumers && each.before === 0,
  );
  if (!found) throw new Error(`No batch of ${lines} lines of ${consumers} consumers was measured.`);
  return found;
};

const sum = (all: readonly ReadAndWritten[]): ReadAndWritten => ({
  rru: all.reduce((units, { rru }) => units + rru, 0),
  wru: all.reduce((units, { wru }) => units + wru, 0),
});

export const unitDollars = ({ rru, wru }: ReadAndWritten, times: number): number =>
  (times / MILLION) * (rru * PRICES.readUnit.dollars + wru * PRICES.writeUnit.dollars);
