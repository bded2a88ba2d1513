import { aForgedRing, aRing } from "../testing/records.ts";
import { isSealed, seal } from "./audit-seal.ts";
import { changeOfWrite, type RecordImage, type RecordPlace } from "./judge-write.ts";
import type { WrittenBy } from "./record-change.ts";
import { isRecordSealed, restoreText, sealRecord } from "./record-seal.ts";

export const ring = aRing("k1");

/** What a writer of the table can make up: a key of its own under the same name. */
export const forged = aForgedRing("k1");

export const AT = "2026-03-01T12:00:00.000Z";

export const itself: RecordPlace = {
  key: { pk: "SUBSCRIPTION#s1", sk: "META" },
  kind: "subscription",
  copy: false,
};

export const copy: RecordPlace = {
  ...itself,
  key: { pk: "CONSUMER#c", sk: "SUBSCRIPTION#weather" },
  copy: true,
};

export const by: WrittenBy = {
  kind: "subscription",
  actor: "pat@a.example",
  action: "subscription.approved",
  at: AT,
};

export const later: WrittenBy = { ...by, action: "subscription.suspended", at: "2026-03-01T12:00:01.000Z" };

export const image = (
  place: RecordPlace,
  fields: object,
  revision: number,
  author = by,
  of = ring,
): RecordImage => {
  const doc = { id: "s1", revision, ...fields };
  return { doc, revision, by: author, mac: sealRecord(of, { key: place.key, doc, revision, by: author }) };
};

export const without = ({ by: _by, mac: _mac, ...rest }: RecordImage): RecordImage => rest;

export const unsealed = ({ mac: _mac, ...rest }: RecordImage): RecordImage => rest;

export const pending = image(itself, { status: "pending" }, 1);

export const active = image(itself, { status: "active" }, 2);

export const suspended = image(itself, { status: "suspended" }, 3, later);

export const gone: RecordImage = {
  revision: 3,
  by: later,
  mac: sealRecord(ring, { key: itself.key, revision: 3, by: later }),
};

export const restored = seal(ring, "restore", restoreText(itself.key, active.mac ?? ""));

export interface Given {
  place?: RecordPlace;
  was?: RecordImage;
  now?: RecordImage;
  enforced?: boolean;
  /** The note of the record `s1`. */
  note?: { by: WrittenBy; sealed: boolean };
}

export const judge = async ({ place = itself, enforced = true, note, ...images }: Given) => {
  const change = await changeOfWrite(
    { place, at: AT, ...images },
    {
      enforced,
      isSealed: async (record, mac) => isRecordSealed(ring, record, mac),
      isRestored: async ({ key }, mac, given) => isSealed(ring, "restore", restoreText(key, mac), given),
      erasedBy: async (id) => (id === "s1" ? note : undefined),
    },
  );
  return change?.by.action ?? "untold";
};

export const doc = (fields: object) => ({ id: "s1", revision: 3, ...fields });
