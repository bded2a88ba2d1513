/** One page of a list. `cursor` is opaque and absent on the last page. */
export interface Page<T> {
  items: T[];
  cursor?: string;
}

/** `limit` 1 to 200; `cursor` as an earlier page gave it. A foreign or changed cursor is refused. */
export interface PageRequest {
  limit: number;
  cursor?: string;
}
