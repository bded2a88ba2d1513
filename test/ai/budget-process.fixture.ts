import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { signedDynamo } from "@latchkey/aws/dynamo/signed-dynamo";
import { limitTable } from "@latchkey/aws/stores/limit-table";
import { createCallLimits } from "@latchkey/core/limit/call-limits";
import { teamZones } from "@latchkey/core/limit/team-zones";

/** What a process is told, as JSON in its first argument; it says `ready`, and begins with the first line that it reads. */
export interface BudgetOrder {
  endpoint: string;
  tableName: string;
  /** One consumer, and so one budget, for each run. */
  runs: number;
  usd: number;
  /** What a call holds, and what it costs at most. Billionths of a dollar. */
  heldNanos: number;
  callsAtOnce: number;
}

/** What it answers, as a line of JSON for each run. */
export interface BudgetReport {
  run: number;
  admitted: number;
  /** Billionths of a dollar that its calls have cost. */
  spent: number;
}

const order: BudgetOrder = JSON.parse(process.argv[2] ?? "{}");
const client = signedDynamo({
  endpoint: order.endpoint,
  region: "us-east-1",
  credentials: () => ({ accessKeyId: "test", secretAccessKey: "test" }),
  maxAttempts: 1,
});
const limits = createCallLimits({
  store: limitTable({ client, tableName: order.tableName }, randomBytes),
  zones: teamZones(async () => "UTC"),
  now: Date.now,
  random: Math.random,
  report: () => undefined,
});

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A call costs any part of what it holds; one in ten is told of nothing. */
const call = async (run: number): Promise<number | undefined> => {
  const admission = await limits.admit({
    consumer: { id: `con_${run}`, team: "callers" },
    subscription: { id: "sub" },
    service: { slug: "models", team: "providers" },
    plugins: { budget: { usd: order.usd, period: "month" } },
    plan: {},
    estimate: { tokens: 1, nanos: order.heldNanos },
  });
  if (admission.outcome === "refused") return undefined;
  for (let turns = Math.random() * 20; turns > 0; turns -= 1) await turn();
  if (Math.random() < 0.1) {
    await admission.settle({ kind: "untold", tokens: 1 });
    return order.heldNanos;
  }
  const nanos = Math.ceil(Math.random() * order.heldNanos);
  await admission.settle({ kind: "told", tokens: 1, nanos });
  return nanos;
};

process.stdout.write("ready\n");
await once(process.stdin, "data");
for (let run = 0; run < order.runs; run += 1) {
  const costs = await Promise.all(Array.from({ length: order.callsAtOnce }, () => call(run)));
  const paid = costs.filter((cost) => cost !== undefined);
  const report: BudgetReport = {
    run,
    admitted: paid.length,
    spent: paid.reduce((sum, each) => sum + each, 0),
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
process.exit(0);
