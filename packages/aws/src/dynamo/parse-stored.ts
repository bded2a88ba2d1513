import type { Item } from "./table.ts";

/** Parses the records of one kind. An erased one has no `doc` and is as absent. */
export const parseStored = <T>(schema: { parse(doc: unknown): T }) => {
  const parse = (item: Item): T => schema.parse(item["doc"]);
  const orNothing = (item: Item | undefined): T | undefined =>
    item?.["doc"] === undefined ? undefined : parse(item);
  return { parse, orNothing };
};
