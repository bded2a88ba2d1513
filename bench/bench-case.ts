/** One thing to measure beside the others of its group. */
export interface BenchCase {
  readonly group: string;
  readonly name: string;
  /** `floor`: what can hardly be beaten; `ours`; `peer`: what others would use. */
  readonly role: "floor" | "ours" | "peer";
  /** For `ours`: the share of the floor's operations a CPU-second that is promised. */
  readonly atLeast?: number;
  /** Or the CPU time that is promised. */
  readonly atMostMicroseconds?: number;
  /** Of single runs, the CPU time within which 99 of 100 are promised. */
  readonly atMostP99Microseconds?: number;
  /** Does it once, and throws when the answer is wrong. */
  readonly run: () => unknown;
}

export interface BenchResult {
  readonly case: BenchCase;
  /** Operations per CPU-second of this process, the best of all rounds. */
  readonly perSecond: number;
  /** CPU time of single runs, for cases that promise it. Microseconds. */
  readonly p99?: number;
}

const ROUNDS = 9;
const ROUND_SECONDS = 0.15;
const SINGLE_RUNS = 3000;

/** Measures a group, its cases taking turns so that a noisy neighbour affects all of them equally. */
export const measure = async (cases: readonly BenchCase[]): Promise<readonly BenchResult[]> => {
  const best = new Map<BenchCase, number>();
  for (const one of cases) await spin(one, ROUND_SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of cases) best.set(one, Math.max(best.get(one) ?? 0, await spin(one, ROUND_SECONDS)));
  }
  const results: BenchResult[] = [];
  for (const one of cases) {
    const perSecond = best.get(one) ?? 0;
    const tail = one.atMostP99Microseconds === undefined ? {} : { p99: await p99Of(one) };
    results.push({ case: one, perSecond, ...tail });
  }
  return results;
};

const p99Of = async ({ run }: BenchCase): Promise<number> => {
  const each: number[] = [];
  for (let turn = 0; turn < SINGLE_RUNS; turn++) {
    const start = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(start);
    each.push(user + system);
  }
  return each.sort((one, other) => one - other)[Math.floor(SINGLE_RUNS * 0.99)] ?? 0;
};

const spin = async ({ run }: BenchCase, seconds: number): Promise<number> => {
  let done = 0;
  const start = process.cpuUsage();
  for (;;) {
    for (let turn = 0; turn < 64; turn++) {
      const answer = run();
      if (answer instanceof Promise) await answer;
    }
    done += 64;
    const { user, system } = process.cpuUsage(start);
    const used = (user + system) / 1_000_000;
    if (used >= seconds) return done / used;
  }
};
