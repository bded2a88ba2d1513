/** What a list of the last calls is kept by. */
export interface Dated {
  /** ISO 8601. */
  at: string;
  requestId: string;
}

/** As many as a list holds. */
export const MOST = 100;
export const KEPT_MS = 86_400_000;
/** A consumer that is refused in floods must not cost as much as it floods. */
const WRITTEN_EVERY_MS = 5000;

/** Whether a list has what its reader needs: it is full, and was written a moment ago. */
export const isFullAndFresh = (entries: readonly Dated[], writtenAt: number, now: number): boolean =>
  entries.length >= MOST && Math.abs(now - writtenAt) < WRITTEN_EVERY_MS;

/** Each request once, 100 at most. */
export const newestFirst = <Entry extends Dated>(entries: readonly Entry[]): Entry[] =>
  [...new Map(entries.map((entry) => [entry.requestId, entry])).values()]
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
    .slice(0, MOST);

/** The last 100 of a day, newest first, each request once. */
export const lastOfDay = <Entry extends Dated>(
  known: readonly Entry[],
  more: readonly Entry[],
  now: number,
): Entry[] => newestFirst([...known, ...more].filter(({ at }) => Date.parse(at) > now - KEPT_MS));
