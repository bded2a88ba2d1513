/**
 * One page of a list, which is in the order of making and may lag by the index's delay (milliseconds). Pages never repeat
 * or skip a record that was there throughout, and hold no erased ones. `cursor` is opaque and absent on the last page.
 */
export interface Page<T> {
  items: T[];
  cursor?: string;
}

/** `limit` 1 to 200; `cursor` as an earlier page gave it. A foreign or changed cursor is refused. */
export interface PageRequest {
  limit: number;
  cursor?: string;
}

/** A page may come short, with a cursor, rather than read a whole list for what is rare. */
const MAX_READS = 20;

/** One page of what `fits` of a list that is read part by part. */
export const fittingPage = async <T>(
  { limit, cursor: from }: PageRequest,
  read: (part: PageRequest) => Promise<Page<T>>,
  fits: (item: T) => boolean,
): Promise<Page<T>> => {
  const items: T[] = [];
  let cursor = from;
  for (let reads = 0; reads < MAX_READS; reads += 1) {
    const part = await read({ limit: limit - items.length, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...part.items.filter(fits));
    cursor = part.cursor;
    if (cursor === undefined || items.length >= limit) break;
  }
  return cursor === undefined ? { items } : { items, cursor };
};
