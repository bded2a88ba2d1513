import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { Page, PageRequest } from "@latchkey/core/page";
import { openCursor, sealCursor } from "./cursor.ts";

/** A list that is read whole, since it is short: its name, and the position of each item in it. */
export interface ShortList<T> {
  name: string;
  items: readonly T[];
  placeOf(item: T): string;
  /** Whether an item comes after a position whose own item is deleted. */
  isBehind(item: T, place: string): boolean;
}

/** One page of it, as of every other list. @throws Refusal `invalid-input` for a cursor that is not this list's. */
export const pageItems = async <T>(
  ring: () => Promise<KeyRing>,
  { name, items, placeOf, isBehind }: ShortList<T>,
  { limit, cursor }: PageRequest,
): Promise<Page<T>> => {
  const list = { index: "gsi1", partition: `SHORT-LIST#${name}` } as const;
  const start = async (given: string): Promise<number> => {
    const [place] = openCursor(await ring(), list, given);
    const at = items.findIndex((item) => placeOf(item) === place);
    if (at >= 0) return at + 1;
    const behind = items.findIndex((item) => isBehind(item, place));
    return behind < 0 ? items.length : behind;
  };
  const from = cursor === undefined ? 0 : await start(cursor);
  const shown = items.slice(from, from + limit);
  const last = from + limit < items.length ? shown.at(-1) : undefined;
  return {
    items: shown,
    ...(last === undefined ? {} : { cursor: sealCursor(await ring(), list, [placeOf(last), "", ""]) }),
  };
};
