import { INDEXES, type Placed } from "../dynamo/keys.ts";

/** The attributes that put a record into its lists, in the order of its id unless the list has another one. */
export const listAttributes = (lists: readonly Placed[], id: string): Record<string, string> =>
  Object.fromEntries(
    lists.flatMap(({ index, partition, place = id }) => [
      [`${index}pk`, partition],
      [`${index}sk`, place],
    ]),
  );

export const LIST_ATTRIBUTES: readonly string[] = INDEXES.flatMap((index) => [`${index}pk`, `${index}sk`]);
