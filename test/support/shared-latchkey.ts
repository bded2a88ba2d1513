import { type Stage, startLatchkey } from "./running-latchkey.ts";

const shared = new Map<string, Promise<Stage>>();

/**
 * The Latchkey that all test files of this worker share, one for each set of settings. It ends with the worker. A file
 * that uses it makes teams, slugs and people of its own (`freshName`), reads no list of the whole platform as if it
 * were alone, and neither moves the clock nor stops it: what has to do that starts its own (`startLatchkey`).
 */
export const sharedLatchkey = (environment: Record<string, string> = {}): Promise<Stage> => {
  const key = JSON.stringify(Object.entries(environment).sort());
  const known = shared.get(key) ?? startLatchkey(environment);
  shared.set(key, known);
  return known;
};
