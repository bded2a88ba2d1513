import { type Delivery, postponed } from "@latchkey/core/webhook/delivery";
import type { DeliveryStore } from "@latchkey/core/webhook/webhook-store";
import { type AttemptDependencies, attemptDelivery, write } from "./attempt-delivery.ts";

export interface DeliverDueDependencies extends AttemptDependencies {
  stores: AttemptDependencies["stores"] & Pick<DeliveryStore, "dueDeliveries">;
}

/** Deliveries that are looked at together. */
const PAGE = 200;
/** Receivers that are called at one time; each of them gets one message after the other. */
const AT_ONCE = 20;
/** What one receiver may take of a run before its other messages are put off. Milliseconds. */
const TURN_MS = 5000;
/** Nothing is begun after this, so a run ends before the next but one begins. Milliseconds. */
const BUDGET_MS = 40_000;

/**
 * Makes the attempts that are due. A receiver that takes long has the rest of its messages put off by a minute, so it
 * costs each run one wait, and never the others' turn. Runs may overlap: each attempt is claimed.
 *
 * @param busy the webhooks that another run of this process is calling.
 * @throws Error when a delivery could not be read or written, so that the run counts as failed.
 */
export const createDeliverDue =
  (dependencies: DeliverDueDependencies, busy = new Set<string>()) =>
  async (): Promise<{ attempted: number }> => {
    const until = performance.now() + BUDGET_MS;
    const run = { attempted: 0, failed: 0 };
    for (;;) {
      const before = run.attempted;
      const due = await dependencies.stores.dueDeliveries(dependencies.now(), PAGE);
      const free = due.filter(({ webhook }) => !busy.has(webhook));
      const queues = [...Map.groupBy(free, ({ webhook }) => webhook).entries()];
      for (const [webhook] of queues) busy.add(webhook);
      const worker = async () => {
        for (let next = queues.shift(); next !== undefined; next = queues.shift()) {
          await drain(dependencies, next[1], run, until);
          busy.delete(next[0]);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      // A page that moved nothing would come again just as it is.
      if (due.length < PAGE || run.attempted === before || performance.now() > until) break;
    }
    if (run.failed > 0)
      throw new Error(`${run.failed} deliveries could not be attempted; the log says which.`);
    return { attempted: run.attempted };
  };

const drain = async (
  dependencies: DeliverDueDependencies,
  queue: readonly Delivery[],
  run: { attempted: number; failed: number },
  until: number,
): Promise<void> => {
  const turn = performance.now() + TURN_MS;
  for (const delivery of queue) {
    if (performance.now() > until) return;
    try {
      if (performance.now() > turn) await write(dependencies, postponed(delivery, dependencies.now()));
      else await attemptDelivery(dependencies, delivery);
      run.attempted += 1;
    } catch (error) {
      run.failed += 1;
      dependencies.log.error("delivery-not-attempted", { delivery: delivery.id, error });
    }
  }
};
