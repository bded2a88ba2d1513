import { useSyncExternalStore } from "react";

const EVERY_MS = 15_000;

let ticks = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const tick = (): void => {
  ticks += 1;
  for (const listener of listeners) listener();
};

/** One timer for all times on the page; a page in the background is told when it is looked at again. */
const listen = (listener: () => void): (() => void) => {
  if (listeners.size === 0) {
    timer = setInterval(tick, EVERY_MS);
    document.addEventListener("visibilitychange", tick);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  };
};

/** Milliseconds since the epoch; the component is drawn again as time passes. */
export const useNow = (): number => {
  useSyncExternalStore(listen, () => ticks);
  return Date.now();
};
