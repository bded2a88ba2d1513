import { retryRaced } from "../outage.ts";
import type { CallRecord } from "./call-record.ts";
import { rowName, usageRows } from "./usage-row.ts";
import { MAX_ROWS, type UsageStore } from "./usage-store.ts";
import { slotOf } from "./usage-window.ts";

/** As many as may meet: every instance of the gateway has a log of its own, whose batches come at the same moment. */
const MAX_TRIES = 60;
/** Of one addition: their ids are stored in one item. */
const MAX_CALLS = 5000;

export interface IngestPorts {
  store: UsageStore;
  /** Waits a while after a lost race; by chance, so that those who met do not meet again. */
  wait(tries: number): Promise<void>;
}

/**
 * Counts calls. Each call is counted once, even if a batch comes again, in part or in another order.
 * @returns how many were counted now
 * @throws Raced, Unavailable: the batch is to be brought again.
 */
export const ingestCalls = async (ports: IngestPorts, calls: readonly CallRecord[]): Promise<number> => {
  const slots = Map.groupBy(calls, ({ at }) => slotOf(Date.parse(at)));
  let counted = 0;
  for (const [slot, ofSlot] of slots) counted += await ingestSlot(ports, slot, ofSlot);
  return counted;
};

const ingestSlot = async (
  ports: IngestPorts,
  slot: number,
  calls: readonly CallRecord[],
): Promise<number> => {
  const distinct = [...new Map(calls.map((call) => [call.requestId, call])).values()];
  let counted = 0;
  const addAll = async (): Promise<number> => {
    for (;;) {
      const seen = await ports.store.seen(slot);
      const fresh = distinct.filter(({ requestId }) => !seen.has(requestId));
      const part = firstPart(fresh);
      if (part.length === 0) return counted;
      const ids = part.map(({ requestId }) => requestId);
      await ports.store.add(slot, seen.version, ids, usageRows(part));
      counted += part.length;
      if (part.length === fresh.length) return counted;
    }
  };
  const added = await retryRaced(MAX_TRIES, addAll, (tries) => ports.wait(tries));
  await ports.store.settle(
    slot,
    distinct.map(({ requestId }) => requestId),
  );
  return added;
};

/** As many as can be added at once. */
const firstPart = (calls: readonly CallRecord[]): CallRecord[] => {
  const names = new Set<string>();
  const part: CallRecord[] = [];
  for (const call of calls) {
    const [row] = usageRows([call]);
    if (row) names.add(rowName(row));
    if (names.size > MAX_ROWS || part.length >= MAX_CALLS) break;
    part.push(call);
  }
  return part;
};
