import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { isSealed, seal } from "./audit-seal.ts";
import { changeOfWrite, type RecordImage, type RecordPlace } from "./judge-write.ts";
import type { WrittenBy } from "./record-change.ts";
import { isRecordSealed, restoreText, sealRecord } from "./record-seal.ts";

const aRing = (id: string): KeyRing => ({
  current: id,
  keys: { [id]: randomBytes(32).toString("base64") },
});
const ring = aRing("k1");
/** What a writer of the table can make up: a key of its own under the same name. */
const forged = aRing("k1");

const AT = "2026-03-01T12:00:00.000Z";
const itself: RecordPlace = { key: { pk: "SUBSCRIPTION#s1", sk: "META" }, kind: "subscription", copy: false };
const copy: RecordPlace = { ...itself, key: { pk: "CONSUMER#c", sk: "SUBSCRIPTION#weather" }, copy: true };
const by: WrittenBy = {
  kind: "subscription",
  actor: "pat@a.example",
  action: "subscription.approved",
  at: AT,
};
const later: WrittenBy = { ...by, action: "subscription.suspended", at: "2026-03-01T12:00:01.000Z" };

const image = (place: RecordPlace, fields: object, revision: number, author = by, of = ring): RecordImage => {
  const doc = { id: "s1", revision, ...fields };
  return { doc, revision, by: author, mac: sealRecord(of, { key: place.key, doc, revision, by: author }) };
};
const without = ({ by: _by, mac: _mac, ...rest }: RecordImage): RecordImage => rest;
const unsealed = ({ mac: _mac, ...rest }: RecordImage): RecordImage => rest;

const pending = image(itself, { status: "pending" }, 1);
const active = image(itself, { status: "active" }, 2);
const suspended = image(itself, { status: "suspended" }, 3, later);
const gone: RecordImage = {
  revision: 3,
  by: later,
  mac: sealRecord(ring, { key: itself.key, revision: 3, by: later }),
};
const restored = seal(ring, "restore", restoreText(itself.key, active.mac ?? ""));

interface Given {
  place?: RecordPlace;
  was?: RecordImage;
  now?: RecordImage;
  enforced?: boolean;
  /** The note of the record `s1`. */
  note?: { by: WrittenBy; sealed: boolean };
}
const judge = async ({ place = itself, enforced = true, note, ...images }: Given) => {
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

const doc = (fields: object) => ({ id: "s1", revision: 3, ...fields });
const TAMPERED: [string, Given][] = [
  ["a record without an author", { now: without(active) }],
  ["an author without a seal", { now: unsealed(active) }],
  ["a seal of another key", { now: image(itself, { status: "active" }, 1, by, forged) }],
  [
    "a seal that names no key of the ring",
    { now: { ...active, mac: (active.mac ?? "").replace("k1", "k9") } },
  ],
  ["a seal cut short", { was: pending, now: { ...active, mac: (active.mac ?? "").slice(0, -1) } }],
  [
    "another content under a known seal",
    { was: active, now: { ...active, doc: doc({ status: "suspended" }) } },
  ],
  ["another revision under a known seal", { was: pending, now: { ...active, revision: 9 } }],
  [
    "another author under a known seal",
    { was: pending, now: { ...active, by: { ...by, actor: "eve@b.example" } } },
  ],
  [
    "another address under a known seal",
    { was: pending, now: { ...active, by: { ...by, sourceIp: "192.0.2.1" } } },
  ],
  [
    "another action under a known seal",
    { was: pending, now: { ...active, by: { ...by, action: "subscription.renewed" } } },
  ],
  ["another time under a known seal", { was: pending, now: { ...active, by: { ...by, at: later.at } } }],
  [
    "a sealed record of another place",
    {
      was: pending,
      now: image({ ...itself, key: { pk: "SUBSCRIPTION#s2", sk: "META" } }, { status: "active" }, 2),
    },
  ],
  ["the copy's seal at the record itself", { was: pending, now: image(copy, { status: "active" }, 2) }],
  ["its author taken away", { was: active, now: without(active) }],
  ["its seal taken away", { was: active, now: unsealed(active) }],
  [
    "its author put back after that",
    { was: without(active), now: { ...active, doc: doc({ status: "revoked" }) } },
  ],
  ["an older record put back", { was: suspended, now: active }],
  ["the same revision with another content", { was: active, now: image(itself, { status: "revoked" }, 2) }],
  ["another record in its place", { was: active, now: image(itself, { id: "s0", status: "active" }, 7) }],
  [
    "an erased record put back, for which there is a note",
    { now: active, note: { by: { ...by, at: "2026-03-01T11:59:57.000Z" }, sealed: true } },
  ],
  ["a tombstone taken back to life", { was: gone, now: active }],
  ["a tombstone that nothing has erased", { was: active, now: { revision: 2 } }],
  ["a removed tombstone", { was: gone }],
  ["a tombstone of an earlier revision", { was: image(itself, { status: "active" }, 4, later), now: gone }],
  ["a record that is gone without a note", { was: active }],
  ["a record that is gone, with a forged note", { was: active, note: { by: later, sealed: false } }],
  [
    "an older copy put back where calls are decided",
    { place: copy, was: image(copy, { status: "suspended" }, 3), now: image(copy, { status: "active" }, 2) },
  ],
  [
    "the copy of an earlier subscription",
    { place: copy, was: image(copy, { id: "s2" }, 1), now: image(copy, { id: "s1" }, 5) },
  ],
  [
    "a copy without a seal",
    { place: copy, was: image(copy, {}, 2), now: without(image(copy, { status: "active" }, 3)) },
  ],
  ["a copy that is gone", { place: copy, was: image(copy, {}, 2) }],
  [
    "a restored mark of somebody else's",
    { now: { ...active, restored: seal(forged, "restore", restoreText(itself.key, active.mac ?? "")) } },
  ],
  [
    "a restored mark of another record",
    { now: { ...active, restored: seal(ring, "restore", restoreText(itself.key, pending.mac ?? "")) } },
  ],
  ["a seal of something else than a record", { now: { ...active, mac: seal(ring, "head", "x") } }],
  [
    "a seal dropped from a table that was not migrated yet",
    { enforced: false, was: active, now: unsealed(active) },
  ],
  [
    "an author taken away in a table that was not migrated yet",
    { enforced: false, was: unsealed(active), now: without(active) },
  ],
  [
    "a change under the same author in a table that was not migrated yet",
    { enforced: false, was: unsealed(active), now: { ...unsealed(active), doc: doc({ status: "x" }) } },
  ],
];

describe("what was written past the program", () => {
  it.each(TAMPERED)("is told as tampered: %s", async (_what, given) => {
    expect(await judge(given)).toBe("subscription.tampered");
  });
});

describe("what the program wrote", () => {
  it.each<[string, Given, string]>([
    ["a new record", { now: pending }, "subscription.approved"],
    [
      "a new record that was erased a moment later",
      { now: pending, note: { by: later, sealed: true } },
      "subscription.approved",
    ],
    ["its next revision", { was: active, now: suspended }, "subscription.suspended"],
    ["a tombstone", { was: active, now: gone }, "subscription.suspended"],
    ["a tombstone of the same revision", { was: suspended, now: gone }, "subscription.suspended"],
    [
      "a record that is gone, with its note",
      { was: active, note: { by: later, sealed: true } },
      "subscription.suspended",
    ],
    [
      "one without a seal, in a table that was not migrated yet",
      { enforced: false, now: unsealed(active) },
      "subscription.approved",
    ],
    [
      "the first seal over a record without one",
      { was: without(active), now: suspended },
      "subscription.suspended",
    ],
  ])("is told as what it was: %s", async (_what, given, action) => {
    expect(await judge(given)).toBe(action);
  });

  it.each<[string, Given]>([
    ["a counter beside the record has moved", { was: active, now: { ...active } }],
    [
      "a counter beside a record that is told as tampered already",
      { was: without(active), now: without(active) },
    ],
    ["the copy follows its record", { place: copy, was: image(copy, {}, 2), now: image(copy, {}, 3, later) }],
    [
      "the copy of a later subscription",
      { place: copy, was: image(copy, { id: "s1" }, 4), now: image(copy, { id: "s2" }, 1) },
    ],
    ["a migration seals what stood there", { was: without(active), now: active }],
    [
      "an erased person's name goes out of the author",
      { was: active, now: image(itself, { status: "active" }, 2, { ...by, actor: "erased-1" }) },
    ],
    ["a restore brings a record back", { now: { ...active, restored } }],
    [
      "a copy without an author, in a table that was not migrated yet",
      { enforced: false, place: copy, now: without(image(copy, {}, 1)) },
    ],
  ])("is not told twice: %s", async (_what, given) => {
    expect(await judge(given)).toBe("untold");
  });
});
