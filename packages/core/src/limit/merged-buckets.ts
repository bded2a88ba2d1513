import type { Ledger, Merge } from "./limit-store.ts";
import type { RateWindow } from "./rate-window.ts";

/** As many buckets are counted together once they are past, so that the counter is an item of a write unit: below a kilobyte. */
const TOGETHER = 3;
/** A bucket that clocks behind this one, or slow writes, may still be counting in. */
const STILL_COUNTED = 4;
/** An update names so many at most. */
const MOST = 10;

/**
 * The buckets that are counted with the last of their group from now on: what was counted in them leaves the window two buckets
 * later, never earlier. Groups are fixed, and what was before the first of a group is never told again, so that instances that know
 * less merge to the same numbers.
 */
export const merges = ({ span }: RateWindow, { before }: Ledger, bucket: number): Merge[] => {
  const oldest = bucket - span;
  const groups = Map.groupBy(before.keys(), (each) => Math.floor(each / TOGETHER));
  const found: Merge[] = [];
  for (const [group, members] of groups) {
    const into = group * TOGETHER + TOGETHER - 1;
    const from = members.filter((each) => each !== into);
    const isPast = into <= bucket - STILL_COUNTED && group * TOGETHER > oldest;
    if (!isPast || from.length === 0) continue;
    found.push({ into, from, before: Math.min(...members.map((each) => before.get(each) ?? 0)) });
    if (found.length === MOST) break;
  }
  return found;
};
