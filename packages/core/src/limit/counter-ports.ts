import type { LimitStore } from "./limit-store.ts";

export interface CounterPorts {
  store: LimitStore;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** From 0 up to 1: keeps instances from waking at one moment. */
  random: () => number;
}
