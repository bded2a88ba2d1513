import { describe, expect, it } from "vitest";
import { seal } from "./audit-seal.ts";
import {
  active,
  by,
  copy,
  doc,
  forged,
  type Given,
  gone,
  image,
  itself,
  judge,
  later,
  pending,
  ring,
  suspended,
  unsealed,
  without,
} from "./judge-write.fixture.ts";
import { restoreText } from "./record-seal.ts";

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
    "a restored mark of another record",
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
