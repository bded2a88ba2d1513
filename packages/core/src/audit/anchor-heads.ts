import { isoTime } from "../clock.ts";
import type { Anchor, AnchorStore, AuditStore } from "./audit-store.ts";
import { canonicalJson } from "./canonical-json.ts";

export interface Anchoring {
  store: Pick<AuditStore, "heads">;
  anchors: AnchorStore;
  now: number;
}

const PAGE = 200;

const SLOT_MS = 5 * 60_000;

/** The five minutes that a time falls into, as a name that sorts by time and that every file system takes. */
const slotOf = (now: number): string =>
  isoTime(Math.floor(now / SLOT_MS) * SLOT_MS)
    .slice(0, 16)
    .replace(":", "-");

/** Shorter than the shortest lock of an anchor, a day: the last anchor of a stage at rest cannot be removed either. */
const RENEWED_AFTER_MS = 12 * 3_600_000;

const isDue = (latest: Anchor | undefined, anchor: Anchor): boolean =>
  latest === undefined ||
  Date.parse(anchor.at) - Date.parse(latest.at) >= RENEWED_AFTER_MS ||
  canonicalJson(latest.heads) !== canonicalJson(anchor.heads);

/**
 * Keeps where every chain ends, every five minutes in which one has moved and at least twice a day: from then on a chain
 * that is cut off before it is found.
 */
export const anchorHeads = async ({ store, anchors, now }: Anchoring): Promise<{ teams: number }> => {
  const anchor: Anchor = { at: isoTime(now), heads: {} };
  let cursor: string | undefined;
  do {
    const page = await store.heads({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const { team, seq, hash } of page.items) anchor.heads[team] = { seq, hash };
    cursor = page.cursor;
  } while (cursor !== undefined);
  if (isDue(await anchors.latest(), anchor)) await anchors.keep(slotOf(now), anchor);
  return { teams: Object.keys(anchor.heads).length };
};
