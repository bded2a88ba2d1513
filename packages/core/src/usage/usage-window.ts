/*
 * Times of calls are counted in slots, windows and hours, each a whole number of the one before. All begin with the epoch.
 */

/** Calls of a slot are compared with each other: a call is counted once, by its request's id and its time. Milliseconds. */
const SLOT_MS = 30_000;
/** What is rolled up at a time. Milliseconds. */
const WINDOW_MS = 300_000;
const HOUR_MS = 3_600_000;

export const WINDOWS_AN_HOUR = HOUR_MS / WINDOW_MS;

/** @param at milliseconds since the epoch */
export const slotOf = (at: number): number => Math.floor(at / SLOT_MS);
export const windowOf = (at: number): number => Math.floor(at / WINDOW_MS);
export const windowOfSlot = (slot: number): number => Math.floor((slot * SLOT_MS) / WINDOW_MS);

/** First and last slot of a window. */
export const slotsOfWindow = (window: number): { first: number; last: number } => {
  const first = (window * WINDOW_MS) / SLOT_MS;
  return { first, last: first + WINDOW_MS / SLOT_MS - 1 };
};

/** The hour that a window is in, counted from the epoch. */
export const hourOfWindow = (window: number): number => Math.floor(window / WINDOWS_AN_HOUR);

/** The beginning of an hour that is counted from the epoch: ISO 8601. */
export const hourTime = (hour: number): string => new Date(hour * HOUR_MS).toISOString();

/** The day of a slot, `YYYY-MM-DD`. */
export const dayOfSlot = (slot: number): string => new Date(slot * SLOT_MS).toISOString().slice(0, 10);
