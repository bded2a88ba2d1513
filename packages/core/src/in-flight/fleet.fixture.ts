import { type CallsInFlight, createCallsInFlight } from "./calls-in-flight.ts";
import { epochAt, type InFlightStore } from "./in-flight-store.ts";

/** What all instances share, as the table keeps it: a number for each epoch. */
export class SharedCounts implements InFlightStore {
  readonly #byEpoch = new Map<number, number>();
  writes = 0;
  reads = 0;
  /** The outcome of the next requests: `lost` ones are executed, but their answer is lost. */
  fails: "down" | "lost" | undefined;
  /** Holds a write until it is let go. */
  held: Promise<void> | undefined;

  async read(_service: string, now: number): Promise<number> {
    this.reads += 1;
    if (this.fails) throw new Error("no answer");
    return this.#total(epochAt(now));
  }

  async publish(
    _service: string,
    former: { epoch: number; count: number },
    share: { epoch: number; count: number },
  ): Promise<number> {
    this.writes += 1;
    await this.held;
    if (this.fails === "down") throw new Error("no answer");
    this.#add(former.epoch, -former.count);
    this.#add(share.epoch, share.count);
    if (this.fails === "lost") throw new Error("no answer");
    return this.#total(share.epoch);
  }

  #add(epoch: number, count: number): void {
    this.#byEpoch.set(epoch, (this.#byEpoch.get(epoch) ?? 0) + count);
  }

  #total(epoch: number): number {
    return Math.max(0, (this.#byEpoch.get(epoch) ?? 0) + (this.#byEpoch.get(epoch - 1) ?? 0));
  }
}

/** Instances with one clock, whose timers run when the test says so. */
export const aFleet = () => {
  const shared = new SharedCounts();
  const ticks = new Set<() => void>();
  const reported: unknown[] = [];
  let at = Date.parse("2026-03-01T12:00:00.000Z");
  const instance = (): CallsInFlight =>
    createCallsInFlight({
      store: shared,
      now: () => at,
      report: (error) => reported.push(error),
      every: (_milliseconds, run) => {
        ticks.add(run);
        return () => ticks.delete(run);
      },
    });
  /** Lets seconds pass, with every timer in each of them. */
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      at += 1000;
      for (const run of ticks) run();
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
  /** All instances that run something now end without a word. */
  const die = () => ticks.clear();
  return { shared, instance, pass, die, reported, timers: () => ticks.size };
};
