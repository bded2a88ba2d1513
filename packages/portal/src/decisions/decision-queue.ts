import type { Subscription } from "../api/resources.ts";

export type Decision = "approve" | "reject";

/** A decision that was made, and what has become of it. */
export interface Decided {
  /** Of the application: a subscription may be decided on more than once. */
  key: string;
  subscription: Subscription;
  decision: Decision;
  reason: string;
  /** When it is sent, milliseconds since the epoch. */
  due: number;
  state: "waiting" | "sending" | "sent" | "failed";
  /** Why it was not carried out. */
  detail?: string;
}

interface Ports {
  /** Carries the decision out. @throws what says why not */
  send(decided: Decided): Promise<void>;
  now(): number;
  /** @returns what cancels it */
  after(milliseconds: number, run: () => void): () => void;
  explain(error: unknown): string;
}

export const UNDO_MS = 10_000;
/** Of a bulk: more would meet the limits of the API. */
const AT_ONCE = 4;

export const keyOfApplication = ({ id, application }: Pick<Subscription, "id" | "application">): string =>
  `${id} ${application}`;

/** Decisions that wait for ten seconds, so that they can be undone, and are then carried out, a few at a time. */
export const createDecisionQueue = (ports: Ports) => {
  let all: readonly Decided[] = [];
  const timers = new Map<string, () => void>();
  const listeners = new Set<() => void>();

  const become = (next: readonly Decided[]) => {
    all = next;
    for (const listener of listeners) listener();
  };
  const change = (key: string, fields: Partial<Decided>) =>
    become(all.map((each) => (each.key === key ? { ...each, ...fields } : each)));
  const stopTimer = (key: string) => {
    timers.get(key)?.();
    timers.delete(key);
  };

  /** What is due goes, as far as there is room; the rest follows when one has come back. */
  const go = () => {
    const running = all.filter(({ state }) => state === "sending").length;
    const ready = all.filter(({ state, due }) => state === "waiting" && due <= ports.now());
    for (const each of ready.slice(0, Math.max(AT_ONCE - running, 0))) {
      stopTimer(each.key);
      change(each.key, { state: "sending" });
      void ports
        .send(each)
        .then(() => change(each.key, { state: "sent" }))
        .catch((error: unknown) => change(each.key, { state: "failed", detail: ports.explain(error) }))
        .finally(go);
    }
  };

  return {
    current: () => all,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add: (subscriptions: readonly Subscription[], decision: Decision, reason: string) => {
      const due = ports.now() + UNDO_MS;
      const known = new Set(subscriptions.map(keyOfApplication));
      // One that failed is decided again in its own place.
      const others = all.filter(({ key, state }) => !(known.has(key) && state === "failed"));
      const taken = new Set(others.map(({ key }) => key));
      const added = subscriptions
        .map(
          (subscription): Decided => ({
            key: keyOfApplication(subscription),
            subscription,
            decision,
            reason,
            due,
            state: "waiting",
          }),
        )
        .filter(({ key }) => !taken.has(key));
      become([...others, ...added]);
      for (const { key } of added) timers.set(key, ports.after(UNDO_MS, go));
    },
    /** Nothing of what has been sent can be undone. */
    undo: (keys: readonly string[]) => {
      const undone = all.filter(({ key, state }) => state === "waiting" && keys.includes(key));
      for (const { key } of undone) stopTimer(key);
      become(all.filter((each) => !undone.includes(each)));
    },
    /** Sends what waits at once. */
    sendNow: () => {
      become(all.map((each) => (each.state === "waiting" ? { ...each, due: ports.now() } : each)));
      go();
    },
    /** Forgets what has ended. */
    clear: () => become(all.filter(({ state }) => state === "waiting" || state === "sending")),
  };
};
export type DecisionQueue = ReturnType<typeof createDecisionQueue>;
