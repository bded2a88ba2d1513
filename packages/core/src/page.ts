/**
 * One page of a list, which is in the order of making and may lag by the index's delay (milliseconds). Pages never repeat
 * or skip a record that was there throughout, and hold no erased ones. `cursor` is opaque and absent on the last page.
 */
export interface Page<T> {
  items: T[];
  cursor?: string;
}

/** `limit` 1 to 200; `cursor` as an earlier page gave it. A foreign or changed cursor is refused, and one of the other direction. */
export interface PageRequest {
  limit: number;
  cursor?: string;
  /** From the list's end. */
  backwards?: true;
}

/** Reads a page of what one thing has: a team, a service, a consumer. */
export type ListOf<Work, T> = (work: Work, of: string, page: PageRequest) => Promise<Page<T>>;

/** What a list is in the order of. */
export type SortKey = "created" | "name";

/** As a caller asks for it; absent: the list's own order. */
export interface Sorting {
  by?: SortKey;
  backwards?: true;
}

/** A page may come short, with a cursor, rather than read a whole list for what is rare. */
const MAX_READS = 20;

/** One page of what `fits` of a list that is read part by part. */
export const fittingPage = async <T>(
  { cursor: from, ...page }: PageRequest,
  read: (part: PageRequest) => Promise<Page<T>>,
  fits: (item: T) => boolean,
): Promise<Page<T>> => {
  const items: T[] = [];
  let cursor = from;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const left = page.limit - items.length;
    const part = await read({ ...page, limit: left, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...part.items.filter(fits));
    cursor = part.cursor;
    if (cursor === undefined || items.length >= page.limit) break;
  }
  return cursor === undefined ? { items } : { items, cursor };
};
