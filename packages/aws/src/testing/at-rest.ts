const TURNS = 100;

/**
 * Waits until a number no longer changes, by turns of the event loop: for what runs in this process, where each turn
 * brings whatever can go on further.
 */
export const atRest = async (count: () => number): Promise<number> => {
  for (let [last, turns] = [count(), 0]; ; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (count() !== last) [last, turns] = [count(), 0];
    if (turns >= TURNS) return last;
  }
};
