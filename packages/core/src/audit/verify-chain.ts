import type { KeyRings } from "../key-ring/key-ring.ts";
import { AuditBody, auditEntryId, type StoredEntry } from "./audit-entry.ts";
import { keyOfSeal } from "./audit-seal.ts";
import type { Anchor, AuditStore, StoredHead } from "./audit-store.ts";
import { isEntrySealed, isHeadSealed, keyOfEntry, NO_HASH } from "./chain.ts";
import { isTampered } from "./record-change.ts";

export type ChainFault = "removed" | "changed" | "reordered" | "cut-off" | "forged-head" | "not-anchored";

export interface ChainVerdict {
  ok: boolean;
  /** How many are whole, from the first one on. */
  entries: number;
  /** How many of the entries had personal data erased; absent when none. */
  redacted?: number;
  /** The id of the first entry that is not as it was written. */
  firstBad?: string;
  reason?: ChainFault;
  /** The ids of entries about writes that bypassed the program, the first hundred; absent when none. */
  tampered?: string[];
}

const MAX_TAMPERED = 100;

export interface ChainReads {
  store: Pick<AuditStore, "head" | "chain">;
  keys: KeyRings;
  anchor: Anchor | undefined;
}

/**
 * Walks a team's chain from its first entry to its head. An attacker who can write to the table but lacks the audit key
 * cannot change, add, remove or reorder an entry undetected; truncating the chain to an older head is detected by the last
 * anchor.
 */
export const verifyChain = async (
  { store, keys, anchor }: ChainReads,
  team: string,
): Promise<ChainVerdict> => {
  const anchored = anchor && Object.hasOwn(anchor.heads, team) ? anchor.heads[team] : undefined;
  const before = await store.head(team);
  let last = { seq: 0, hash: NO_HASH };
  let redacted = 0;
  const tampered: string[] = [];
  const told = () => (tampered.length === 0 ? {} : { tampered });
  const bad = (seq: number, reason: ChainFault): ChainVerdict => ({
    ok: false,
    entries: last.seq,
    firstBad: auditEntryId(team, seq),
    reason,
    ...told(),
  });
  for await (const entry of store.chain(team)) {
    const fault = await faultOf(keys, team, entry, last);
    if (fault) return bad(last.seq + 1, fault);
    last = { seq: entry.seq, hash: entry.hash };
    if (entry.redacted !== undefined) redacted += 1;
    if (tampered.length < MAX_TAMPERED && isTampered(AuditBody.parse(JSON.parse(entry.text))))
      tampered.push(auditEntryId(team, entry.seq));
    if (anchored?.seq === entry.seq && anchored.hash !== entry.hash) return bad(entry.seq, "not-anchored");
  }
  // More may have been appended meanwhile; the chain ends at a head, between the one before and the one now.
  const after = await store.head(team);
  for (const head of [before, after])
    if (head && !(await isOurs(keys, head))) return bad(head.seq, "forged-head");
  const least = Math.max(before?.seq ?? 0, anchored?.seq ?? 0);
  if (last.seq < least) return bad(last.seq + 1, "cut-off");
  if (last.seq > (after?.seq ?? 0)) return bad((after?.seq ?? 0) + 1, "forged-head");
  if (after?.seq === last.seq && after.hash !== last.hash) return bad(last.seq, "changed");
  return {
    ok: tampered.length === 0,
    entries: last.seq,
    ...(redacted === 0 ? {} : { redacted }),
    ...told(),
  };
};

const faultOf = async (
  keys: KeyRings,
  team: string,
  entry: StoredEntry,
  last: { seq: number; hash: string },
): Promise<ChainFault | undefined> => {
  const expected = last.seq + 1;
  if (entry.seq !== expected) return "removed";
  if (!(await withKey(keys, keyOfEntry(entry), (ring) => isEntrySealed(ring, entry)))) return "changed";
  const body = AuditBody.safeParse(JSON.parse(entry.text)).data;
  if (body?.team !== team) return "changed";
  return body.seq === expected && body.previousHash === last.hash ? undefined : "reordered";
};

const isOurs = (keys: KeyRings, { mac, ...head }: StoredHead): Promise<boolean> =>
  withKey(keys, keyOfSeal(mac), (ring) => isHeadSealed(ring, head, mac));

/** A key that the ring does not have may be newer than the ring. */
const withKey = async (
  keys: KeyRings,
  key: string,
  check: (ring: Awaited<ReturnType<KeyRings["ring"]>>) => boolean,
): Promise<boolean> => {
  const ring = await keys.ring("audit");
  return check(Object.hasOwn(ring.keys, key) ? ring : await keys.refresh("audit"));
};
