/** Milliseconds that loading waits for what was begun: what takes longer goes on beside the first call. */
const MOST_MS = 1000;

/**
 * What a Lambda begins while it loads, when it has a whole processor and no call waits for it yet: connections, keys, code
 * that has never run. Nothing of it decides anything: what fails is asked for again by the call that needs it.
 */
export const warmUp = async (steps: readonly (() => Promise<unknown>)[], most = MOST_MS): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, most);
  });
  const begun = steps.map(async (step) => step());
  await Promise.race([Promise.allSettled(begun), late]);
  clearTimeout(timer);
};
