import type { EventPattern } from "../event-pattern/event-pattern.ts";
import type { BusEvent } from "./bus-event.ts";
import type { DeadLetter } from "./dead-letter-file.ts";
import type { Delivery } from "./delivery-journal.ts";
import { retryDelayMs } from "./retry-delay.ts";

export type BusRule = {
  /** Names the rule in the journal: a delivery that waits over a restart goes to the rule of the same name. */
  name: string;
  pattern: EventPattern;
  /** Takes the event, at least once, or rejects to have it again. */
  target(event: BusEvent): Promise<unknown>;
  /** Calls of this target at one time; 5 when not given. */
  concurrency?: number;
};

export type DeliverySettings = {
  rules: readonly BusRule[];
  /** The delivery is done with. Until this has resolved a crash brings it again. */
  settle(delivery: Delivery): Promise<void>;
  /** Keeps what is given up, before it is settled. */
  giveUp(letter: DeadLetter): Promise<void>;
  onError(error: unknown): void;
  /** In [0, 1). */
  random(): number;
  maxAttempts: number;
  maxAgeMs: number;
  targetTimeoutMs: number;
};

export type Deliveries = {
  add(deliveries: readonly Delivery[]): void;
  /** How many a rule's target has not taken yet; those that wait to be tried again are not among them. */
  waiting(rule: string): number;
  /** Begins nothing more and waits, at most a second, for what is under way. */
  stop(): Promise<void>;
};

type Attempt = { delivery: Delivery; number: number };

/** Delivers events to targets: each target has its own queue, and a retry waits without holding up others. */
export const startDeliveries = (settings: DeliverySettings): Deliveries => {
  const targets = new Map(
    settings.rules.map((rule) => [rule.name, { rule, queue: [] as Attempt[], running: 0 }]),
  );
  const timers = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  let stopped = false;

  const enqueue = (attempt: Attempt) => {
    const target = targets.get(attempt.delivery.rule);
    if (target === undefined) {
      track(giveUp(attempt, new Error(`There is no rule ${attempt.delivery.rule} any more.`)));
      return;
    }
    target.queue.push(attempt);
    drain(target);
  };
  const drain = (target: { rule: BusRule; queue: Attempt[]; running: number }) => {
    while (!stopped && target.running < (target.rule.concurrency ?? 5)) {
      const attempt = target.queue.shift();
      if (attempt === undefined) return;
      target.running += 1;
      track(
        deliver(target.rule, attempt).finally(() => {
          target.running -= 1;
          drain(target);
        }),
      );
    }
  };
  const deliver = async (rule: BusRule, attempt: Attempt) => {
    try {
      await withTimeout(rule.target(attempt.delivery.event), settings.targetTimeoutMs);
    } catch (error) {
      // The age is by the machine's clock: moving Latchkey's clock forward must not give up deliveries.
      const tooOld = Date.now() - attempt.delivery.acceptedAt >= settings.maxAgeMs;
      if (tooOld || attempt.number >= settings.maxAttempts) return giveUp(attempt, error);
      return retry(attempt);
    }
    await settings.settle(attempt.delivery);
  };
  const retry = ({ delivery, number }: Attempt) => {
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        enqueue({ delivery, number: number + 1 });
      },
      retryDelayMs(number, settings.random()),
    );
    timers.add(timer);
    if (stopped) clearTimeout(timer);
  };
  const giveUp = async ({ delivery, number }: Attempt, error: unknown) => {
    const { event, rule } = delivery;
    await settings.giveUp({
      event,
      rule,
      attempts: number,
      error: error instanceof Error ? error.message : `${error}`,
    });
    await settings.settle(delivery);
  };
  const track = (work: Promise<void>) => {
    const tracked = work.catch(settings.onError).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };

  return {
    add(deliveries) {
      for (const delivery of deliveries) enqueue({ delivery, number: 1 });
    },
    waiting(rule) {
      const target = targets.get(rule);
      return target === undefined ? 0 : target.queue.length + target.running;
    },
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      await withTimeout(Promise.all(underWay), 1_000).catch(() => undefined);
    },
  };
};

/** Rejects when the work takes longer; the work itself goes on, so what it does may happen twice. */
const withTimeout = async (work: Promise<unknown>, milliseconds: number): Promise<void> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms.`)), milliseconds);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
};
