/** A clock that runs with the machine's, moved by an offset that people change to see what time brings. */
export type LocalClock = {
  /** Milliseconds since the epoch. */
  now(): number;
  offsetSeconds(): number;
  /**
   * Moves the clock and resolves when every listener is done, so that what has become due has run.
   * @throws RangeError for an offset that is not a whole number of seconds within ten years.
   */
  setOffsetSeconds(offset: number): Promise<void>;
  /** Calls the listener after each change; the answer takes it off again. */
  onChange(listener: (offsetSeconds: number) => Promise<void> | void): () => void;
};

const mostSeconds = 10 * 366 * 24 * 3600;

export const createLocalClock = (offsetSeconds = 0, systemNow: () => number = Date.now): LocalClock => {
  let offset = checked(offsetSeconds);
  const listeners = new Set<(offsetSeconds: number) => Promise<void> | void>();
  return {
    now: () => systemNow() + offset * 1000,
    offsetSeconds: () => offset,
    async setOffsetSeconds(changed) {
      offset = checked(changed);
      await Promise.all([...listeners].map(async (listener) => listener(offset)));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
};

/** Reads LATCHKEY_CLOCK_OFFSET; not set means 0. @throws RangeError as `setOffsetSeconds` does. */
export const parseClockOffset = (text: string | undefined): number =>
  text === undefined || text.trim() === "" ? 0 : checked(Number(text));

const checked = (offset: number): number => {
  if (Number.isInteger(offset) && Math.abs(offset) <= mostSeconds) return offset;
  throw new RangeError(
    `The clock's offset must be a whole number of seconds, at most ${mostSeconds} either way.`,
  );
};
