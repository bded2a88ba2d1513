let offset = 0;

/** The time now, in milliseconds. In the local program its offset can be changed; in a deployment it cannot. */
export const now = (): number => Date.now() + offset;

/** For the local clock only. */
export const setClockOffset = (milliseconds: number): void => {
  offset = milliseconds;
};
