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
  /** Does it once, and throws when the answer is wrong. */
  readonly run: () => unknown;
}

export interface BenchResult {
  readonly case: BenchCase;
  /** Operations per CPU-second of this process, the best of all rounds. */
  readonly perSecond: number;
}

const ROUNDS = 9;
const ROUND_SECONDS = 0.15;

/** Measures a group, its cases taking turns so that a noisy neighbour affects all of them equally. */
export const measure = async (cases: readonly BenchCase[]): Promise<readonly BenchResult[]> => {
  const best = new Map<BenchCase, number>();
  for (const one of cases) await spin(one, ROUND_SECONDS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of cases) best.set(one, Math.max(best.get(one) ?? 0, await spin(one, ROUND_SECONDS)));
  }
  return cases.map((one) => ({ case: one, perSecond: best.get(one) ?? 0 }));
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
