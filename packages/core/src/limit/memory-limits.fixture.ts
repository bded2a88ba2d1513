import type { NewEvent } from "../event/event.ts";
import { Unavailable } from "../outage.ts";
import { type Ledger, type LimitStore, NOTHING_COUNTED, type Take } from "./limit-store.ts";

/** A store of counters in memory, with all that a write of one does; it can be made to fail before or after a write. */
export const memoryLimits = () => {
  const ledgers = new Map<string, Ledger>();
  const events: NewEvent[] = [];
  const marks = new Set<string>();
  const state = { writes: 0, fails: undefined as "before" | "after" | undefined };

  const isFit = (ledger: Ledger, { amount, most, holds, settles }: Take): boolean =>
    settles === undefined
      ? ledger.total <= most - amount && (holds === undefined || !ledger.held.has(holds))
      : ledger.held.has(settles);

  const counted = (old: Ledger, take: Take): Ledger => {
    const { amount, bucket, returns, holds, settles, forget, merges = [] } = take;
    const [before, returned, held] = [new Map(old.before), new Map(old.returned), new Map(old.held)];
    if (bucket !== undefined && !before.has(bucket)) before.set(bucket, old.total);
    if (returns) returned.set(returns.bucket, (returned.get(returns.bucket) ?? 0) + returns.amount);
    for (const each of forget?.buckets ?? []) {
      before.delete(each);
      returned.delete(each);
    }
    for (const { into, from, before: value } of merges) {
      before.set(into, value);
      for (const each of from) before.delete(each);
    }
    for (const each of forget?.holds ?? []) held.delete(each);
    if (settles !== undefined) held.delete(settles);
    if (holds !== undefined) held.set(holds, amount);
    return { ...old, total: old.total + amount, before, returned, held };
  };

  const take = (counter: string, one: Take, isAgain: boolean) => {
    const old = ledgers.get(counter) ?? NOTHING_COUNTED;
    if (!isFit(old, one)) {
      const isDone = one.holds !== undefined ? old.held.has(one.holds) : isAgain && one.settles !== undefined;
      return { taken: isDone, ledger: old };
    }
    const ledger = counted(old, one);
    ledgers.set(counter, ledger);
    return { taken: true, ledger };
  };

  const store: LimitStore = {
    read: async (counter) => ledgers.get(counter),
    take: async (counter, one) => {
      state.writes += 1;
      const { fails } = state;
      state.fails = undefined;
      if (fails === "before") throw new Unavailable("lost on the way there");
      const first = take(counter, one, false);
      if (fails === undefined) return first;
      // The answer is lost, and it is sent once more, as the store does.
      return take(counter, one, true);
    },
    announce: async (mark, event) => {
      if (!marks.has(mark)) events.push(event);
      marks.add(mark);
    },
  };
  return { store, ledgers, events, state };
};
