import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between two questions. */
const PAUSE = 500;

/** Asks until there is an answer, or `withinMilliseconds` are over: then undefined. */
export const poll = async <T>(
  ask: () => Promise<T | undefined>,
  withinMilliseconds: number,
  signal: AbortSignal,
): Promise<T | undefined> => {
  const until = performance.now() + withinMilliseconds;
  for (;;) {
    const found = await ask();
    if (found !== undefined || performance.now() > until) return found;
    await sleep(PAUSE, undefined, { signal });
  }
};
