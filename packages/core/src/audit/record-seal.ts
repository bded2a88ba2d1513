import type { KeyRing } from "../key-ring/key-ring.ts";
import { isSealed, seal } from "./audit-seal.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { WrittenBy } from "./record-change.ts";

/** A record as stored in the table, with its author. */
export interface WrittenRecord {
  /** Its place: one record cannot replace another. */
  key: { pk: string; sk: string };
  /** Nothing where the record was erased. */
  doc?: unknown;
  revision: number;
  by: WrittenBy;
}

/** `keyId.mac` over place, content, revision and author, under the current key of the ring `record`. */
export const sealRecord = (ring: KeyRing, record: WrittenRecord): string =>
  seal(ring, "record", recordText(record));

export const isRecordSealed = (ring: KeyRing, record: WrittenRecord, sealed: string): boolean =>
  isSealed(ring, "record", recordText(record), sealed);

const recordText = ({ key, doc, revision, by }: WrittenRecord): string => {
  const { kind, actor, action, at, sourceIp } = by;
  return canonicalJson([key.pk, key.sk, doc ?? null, revision, kind, actor, action, at, sourceIp ?? null]);
};

/** What the seal of a restored record is over: this record, just as it was sealed when it was written. */
export const restoreText = (key: WrittenRecord["key"], mac: string): string =>
  canonicalJson([key.pk, key.sk, mac]);
