import { isoTime } from "../clock.ts";
import type { Anchor, AnchorStore, AuditStore } from "./audit-store.ts";

export interface Anchoring {
  store: Pick<AuditStore, "heads">;
  anchors: AnchorStore;
  now: number;
}

const PAGE = 200;

/** Keeps where every chain ends, once a day: from then on nobody can cut one off before it. */
export const anchorHeads = async ({ store, anchors, now }: Anchoring): Promise<{ teams: number }> => {
  const anchor: Anchor = { at: isoTime(now), heads: {} };
  let cursor: string | undefined;
  do {
    const page = await store.heads({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const { team, seq, hash } of page.items) anchor.heads[team] = { seq, hash };
    cursor = page.cursor;
  } while (cursor !== undefined);
  await anchors.keep(anchor.at.slice(0, 10), anchor);
  return { teams: Object.keys(anchor.heads).length };
};
