import type { KeyRing } from "../key-ring/key-ring.ts";
import type { AuditBody, AuditFacts, ChainHead, StoredEntry } from "./audit-entry.ts";
import { isSealed, keyOfSeal, seal } from "./audit-seal.ts";

/** What comes before the first entry. */
export const NO_HASH = "";

/** Adds facts to the end of a chain, each of them bound to its team, its place and the entry before it. */
export const extendChain = (
  ring: KeyRing,
  team: string,
  head: ChainHead | undefined,
  facts: readonly AuditFacts[],
): StoredEntry[] => {
  const added: StoredEntry[] = [];
  let { seq, hash } = head ?? { seq: 0, hash: NO_HASH };
  for (const each of facts) {
    seq += 1;
    const body: AuditBody = { team, seq, ...each, previousHash: hash };
    const text = JSON.stringify(body);
    hash = seal(ring, "entry", text);
    added.push({ seq, text, hash });
  }
  return added;
};

/** Of a redacted one, whether one of us has redacted what had this hash. */
export const isEntrySealed = (ring: KeyRing, { text, hash, redacted }: StoredEntry): boolean =>
  redacted === undefined
    ? isSealed(ring, "entry", text, hash)
    : isSealed(ring, "redaction", redactionText(text, hash), redacted);

const redactionText = (text: string, hash: string): string => `${hash}\n${text}`;

/** The key that an entry was sealed with last. */
export const keyOfEntry = ({ hash, redacted }: StoredEntry): string => keyOfSeal(redacted ?? hash);

/** The entry with another text under the same hash, so that the chain goes on through it. */
export const redactEntry = (ring: KeyRing, { seq, hash }: StoredEntry, text: string): StoredEntry => ({
  seq,
  text,
  hash,
  redacted: seal(ring, "redaction", redactionText(text, hash)),
});

const headText = ({ team, seq, hash }: ChainHead): string => JSON.stringify([team, seq, hash]);
export const sealHead = (ring: KeyRing, head: ChainHead): string => seal(ring, "head", headText(head));
export const isHeadSealed = (ring: KeyRing, head: ChainHead, mac: string): boolean =>
  isSealed(ring, "head", headText(head), mac);
