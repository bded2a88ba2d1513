import { setTimeout as sleep } from "node:timers/promises";

export interface PollPaceOptions {
  /** The shortest time between two readings that found nothing. */
  pollEveryMs: number;
  /** Tells of writes; without it they may come at any moment. */
  onWrite?: ((told: () => void) => () => void) | undefined;
  /** The longest time between two readings where writes are told of: other processes may write too. */
  idlePollEveryMs: number;
}

/** When a poller reads again: at once after a write, seldom without one, and never more often than it may. */
export const startPollPace = ({ pollEveryMs, onWrite, idlePollEveryMs }: PollPaceOptions) => {
  let written = false;
  let wake = () => {};
  const leave = onWrite?.(() => {
    written = true;
    wake();
  });
  return {
    /** Also ends, without an error, when the signal is given. */
    async next(signal: AbortSignal): Promise<void> {
      await pause(pollEveryMs, signal);
      if (onWrite && !written && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(() => wake(), idlePollEveryMs - pollEveryMs);
          wake = () => {
            clearTimeout(timer);
            signal.removeEventListener("abort", wake);
            resolve();
          };
          signal.addEventListener("abort", wake);
        });
      }
      written = false;
    },
    stop: () => leave?.(),
  };
};

/** Also ends, without an error, when the signal is given. */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
};
