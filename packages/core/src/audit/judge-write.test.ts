import { describe, expect, it } from "vitest";
import {
  active,
  by,
  copy,
  type Given,
  gone,
  image,
  itself,
  judge,
  later,
  pending,
  restored,
  suspended,
  unsealed,
  without,
} from "./judge-write.fixture.ts";

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
