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
