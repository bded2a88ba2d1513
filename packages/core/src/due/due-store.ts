/** A record that has become due, as the index knew it a moment ago: read it before anything is done. */
export type DueRecord = { id: string; revision: number } & (
  | { kind: "subscription" }
  | { kind: "credential"; consumerId: string }
  | { kind: "service"; slug: string }
);

export interface DueStore {
  /** The partitions of the index, each read separately. */
  parts: readonly number[];
  /** What is due at a time (milliseconds), the longest overdue first. Reads nothing that is not. May lag by milliseconds. */
  due(part: number, now: number): AsyncIterable<DueRecord>;
}
