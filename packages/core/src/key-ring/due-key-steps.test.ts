import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { NOW } from "../testing/records.ts";
import { withCurrentKey, withNewKey } from "./change-key-ring.ts";
import { dueKeySteps, isRotationLate, ROTATION_GRACE, type RotatedRing } from "./due-key-steps.ts";
import { keyLives } from "./key-lives.ts";
import { type KeyRing, type KeyRingName, MAX_UNREAD } from "./key-ring.ts";
import { newKeyRing } from "./new-key-ring.ts";

const DAY = 86_400_000;
const rotateAfter = 90 * DAY;
const LATER = NOW + rotateAfter;

const rotated = (name: KeyRingName, ring: KeyRing): RotatedRing => ({
  name,
  ring,
  lives: keyLives(name, 14 * DAY),
  rotateAfter,
});
const first = newKeyRing(NOW, randomBytes);
const added = (name: KeyRingName) => withNewKey(first, rotated(name, first).lives, LATER, randomBytes);
const used = (name: KeyRingName) => {
  const { lives } = rotated(name, first);
  const ring = added(name);
  const [key = ""] = Object.keys(ring.keys).filter((id) => id !== first.current);
  return withCurrentKey(ring, key, lives, LATER + lives.knownAfter);
};

describe("a rotation by the clock", () => {
  it("begins when the current key is old enough, to the millisecond", () => {
    expect(dueKeySteps(rotated("link", first), LATER - 1)).toEqual([]);
    expect(dueKeySteps(rotated("link", first), LATER)).toMatchObject([{ do: "add-key" }]);
  });

  it("begins at once for a ring from before dates were kept", () => {
    const undated: KeyRing = { current: first.current, keys: first.keys };
    expect(dueKeySteps(rotated("link", undated), NOW)).toMatchObject([{ do: "add-key" }]);
  });

  it("uses a key an hour later than everybody knows it, and publishes no other one meanwhile", () => {
    const ring = rotated("link", added("link"));
    const from = LATER + ring.lives.knownAfter + MAX_UNREAD;
    expect(dueKeySteps(ring, from - 1)).toEqual([]);
    expect(dueKeySteps(ring, from)).toMatchObject([{ do: "use-key" }]);
  });

  it("removes a key an hour later than nothing depends on it", () => {
    const ring = rotated("link", used("link"));
    const from = LATER + ring.lives.knownAfter + (ring.lives.keptFor ?? 0) + MAX_UNREAD;
    expect(dueKeySteps(ring, from - 1)).toEqual([]);
    expect(dueKeySteps(ring, from)).toMatchObject([{ do: "remove-key", key: first.current }]);
  });

  it("removes what is left and begins again in one run, when both are due", () => {
    const ring = rotated("link", used("link"));
    const steps = dueKeySteps(ring, LATER + rotateAfter + DAY);
    expect(steps.map((step) => step.do)).toEqual(["remove-key", "add-key"]);
  });
});

describe("a rotation that does not finish", () => {
  it.each<[string, KeyRingName, (name: KeyRingName) => KeyRing, number | undefined]>([
    ["a key that is not replaced", "link", () => first, LATER],
    ["a key that is published and not used", "link", added, LATER + keyLives("link", 0).knownAfter],
    ["a former key that stays", "data", used, LATER + 2 * keyLives("data", 0).knownAfter],
    ["a former pepper, which unused API keys may name", "pepper", used, undefined],
    ["a former key of the audit, which stays for good", "audit", used, undefined],
  ])("is told after a week: %s", (_what, name, ring, due) => {
    const late = (at: number) => isRotationLate(rotated(name, ring(name)), at);
    if (due === undefined) return expect(late(LATER + rotateAfter - DAY)).toBe(false);
    expect([late(due + ROTATION_GRACE - 1), late(due + ROTATION_GRACE)]).toEqual([false, true]);
  });
});
