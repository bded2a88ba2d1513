import { z } from "zod";
import { type Journal, openJournal } from "../files/journal.ts";
import { BusEvent } from "./bus-event.ts";

/** An event that is not yet delivered to the target of one rule. */
export type Delivery = { event: BusEvent; rule: string; acceptedAt: number };

const Entry = z.union([
  z.object({ accepted: z.object({ event: BusEvent, rules: z.array(z.string()), acceptedAt: z.number() }) }),
  z.object({ settled: z.object({ id: z.string(), rule: z.string() }) }),
]);
type Entry = z.infer<typeof Entry>;

export type DeliveryJournal = {
  /** Resolves when the deliveries survive a crash. `acceptedAt` is in milliseconds since the epoch. */
  accept(events: readonly { event: BusEvent; rules: readonly string[] }[], acceptedAt: number): Promise<void>;
  /** The delivery is made, or given up: it is no longer pending. */
  settle(delivery: Delivery): Promise<void>;
  outstanding(): Delivery[];
  count(): number;
  close(): Promise<void>;
};

/** Compacting is worth its cost when most lines say nothing any more. */
const compactAtLines = 2_000;

export const openDeliveryJournal = async (path: string): Promise<DeliveryJournal> => {
  const owed = new Map<string, { event: BusEvent; rules: Set<string>; acceptedAt: number }>();
  const apply = (entry: Entry) => {
    if ("accepted" in entry) {
      const { event, rules, acceptedAt } = entry.accepted;
      if (rules.length > 0) owed.set(event.id, { event, rules: new Set(rules), acceptedAt });
      return;
    }
    const { id, rule } = entry.settled;
    const left = owed.get(id);
    left?.rules.delete(rule);
    if (left?.rules.size === 0) owed.delete(id);
  };
  const snapshot = () =>
    [...owed.values()].map(
      ({ event, rules, acceptedAt }): Entry => ({
        accepted: { event, rules: [...rules], acceptedAt },
      }),
    );
  let compacting = false;
  const journal: Journal<Entry> = await openJournal(path, {
    parse: (line) => Entry.parse(line),
    apply,
    snapshot,
  });
  return {
    accept: (events, acceptedAt) =>
      journal.append(
        events.map(({ event, rules }) => ({ accepted: { event, rules: [...rules], acceptedAt } })),
      ),
    async settle({ event, rule }) {
      await journal.append([{ settled: { id: event.id, rule } }]);
      if (compacting || journal.length() < compactAtLines || journal.length() < 4 * owed.size) return;
      compacting = true;
      await journal.compact();
      compacting = false;
    },
    outstanding: () =>
      [...owed.values()].flatMap(({ event, rules, acceptedAt }) =>
        [...rules].map((rule) => ({ event, rule, acceptedAt })),
      ),
    count: () => owed.size,
    close: () => journal.close(),
  };
};
