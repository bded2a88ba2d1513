let offset = 0;

/** The time now, in milliseconds. On one machine its offset can be moved; deployed, nobody moves it. */
export const now = (): number => Date.now() + offset;

/** For the local clock only. */
export const setClockOffset = (milliseconds: number): void => {
  offset = milliseconds;
};
