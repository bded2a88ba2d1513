const TURNS = 100;

/**
 * Waits, by turns of the event loop, until a number no longer changes: for work inside this process, which proceeds with
 * each turn.
 */
export const atRest = async (count: () => number): Promise<number> => {
  for (let [last, turns] = [count(), 0]; ; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (count() !== last) [last, turns] = [count(), 0];
    if (turns >= TURNS) return last;
  }
};
