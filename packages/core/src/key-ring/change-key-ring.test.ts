import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { NOW, timeAt } from "../testing/records.ts";
import { KeyRingRefused, withCurrentKey, withNewKey, withoutKey } from "./change-key-ring.ts";
import { keyLives } from "./key-lives.ts";
import { type KeyRing, MAX_BEHIND } from "./key-ring.ts";
import { type KEY_RING_NAMES, newKeyRing } from "./new-key-ring.ts";
import { nextKeyStep, shownKeys } from "./next-key-step.ts";

const DAY = 86_400_000;
const livesOf = (name: (typeof KEY_RING_NAMES)[number]) => keyLives(name, 14 * DAY);
const lives = livesOf("pepper");
const first = newKeyRing(NOW, randomBytes);
const added = withNewKey(first, lives, NOW, randomBytes);
const [newest = ""] = Object.keys(added.keys).filter((id) => id !== first.current);
const used = withCurrentKey(added, newest, lives, NOW + lives.knownAfter);
const AFTER = NOW + lives.knownAfter + (lives.keptFor ?? 0);

describe("a key that is published", () => {
  it("is not current, and refused as such until everybody knows it", () => {
    expect(added.current).toBe(first.current);
    expect(lives.knownAfter).toBeGreaterThan(MAX_BEHIND);
    expect(() => withCurrentKey(added, newest, lives, NOW + lives.knownAfter - 1)).toThrow(KeyRingRefused);
    expect(used.current).toBe(newest);
  });

  it("waits alone: no second one is published before it is used", () => {
    expect(() => withNewKey(added, lives, NOW, randomBytes)).toThrow(/waits for its use/);
    expect(Object.keys(withNewKey(used, lives, NOW, randomBytes).keys)).toHaveLength(3);
  });

  it("may be taken back at any time: nothing was made with it", () => {
    expect(withoutKey(added, newest, lives, NOW, false).keys).toEqual(first.keys);
  });
});

describe("a former key", () => {
  it("goes only after its time, or by force; the current one never", () => {
    expect(() => withoutKey(used, first.current, lives, AFTER - 1, false)).toThrow(/until/);
    for (const gone of [
      withoutKey(used, first.current, lives, AFTER, false),
      withoutKey(used, first.current, lives, NOW, true),
    ])
      expect([Object.keys(gone.keys), Object.keys(gone.dates ?? {})]).toEqual([[newest], [newest]]);
    expect(() => withoutKey(used, newest, lives, AFTER, true)).toThrow(/current/);
  });

  it("of the audit never goes, whatever is asked", () => {
    expect(() => withoutKey(used, first.current, livesOf("audit"), AFTER * 2, true)).toThrow(/audit/);
  });

  it("may become current again", () => {
    const back = withCurrentKey(used, first.current, lives, AFTER);
    expect(back.current).toBe(first.current);
    expect(shownKeys(back).map(({ state }) => state)).toEqual(["current", "former"]);
  });

  it("stays a day for requests, fourteen for links, and for assertions as long as those and their keys' caches", () => {
    const kept = (name: Parameters<typeof livesOf>[0]) => (livesOf(name).keptFor ?? 0) - (lives.keptFor ?? 0);
    expect([kept("data"), kept("request"), kept("link"), kept("assertion")]).toEqual([
      0,
      DAY,
      14 * DAY,
      60_000,
    ]);
    expect(livesOf("assertion").knownAfter - lives.knownAfter).toBe(300_000);
  });
});

describe("no ring", () => {
  it("takes a key that it does not have, one by inheritance among them", () => {
    for (const id of ["k0", "constructor", "__proto__", ""]) {
      expect(() => withCurrentKey(added, id, lives, AFTER)).toThrow(/has no key/);
      expect(() => withoutKey(added, id, lives, AFTER, true)).toThrow(/has no key/);
    }
  });

  it("grows without an end", () => {
    let ring: KeyRing = first;
    expect(() => {
      for (let now = NOW; ; now += DAY) {
        ring = withNewKey(ring, lives, now, randomBytes);
        const step = nextKeyStep(ring, lives);
        if (step.do !== "use-key") throw new Error("A published key is used next.");
        ring = withCurrentKey(ring, step.key, lives, step.from);
      }
    }).toThrow(/at most 8/);
  });
});

describe("a rotation", () => {
  it("publishes, uses, removes, and begins again", () => {
    expect(nextKeyStep(first, lives).do).toBe("add-key");
    expect(nextKeyStep(added, lives)).toEqual({ do: "use-key", key: newest, from: NOW + lives.knownAfter });
    expect(nextKeyStep(used, lives)).toEqual({ do: "remove-key", key: first.current, from: AFTER });
    expect(nextKeyStep(withoutKey(used, first.current, lives, AFTER, false), lives).do).toBe("add-key");
    expect(nextKeyStep(used, livesOf("audit")).do).toBe("add-key");
  });

  it("shows when, and never a key", () => {
    expect(shownKeys(used)).toEqual([
      {
        key: first.current,
        state: "former",
        published: timeAt(NOW),
        current: timeAt(NOW),
        retired: timeAt(NOW + lives.knownAfter),
      },
      { key: newest, state: "current", published: timeAt(NOW), current: timeAt(NOW + lives.knownAfter) },
    ]);
    for (const bytes of Object.values(used.keys))
      expect(JSON.stringify(shownKeys(used))).not.toContain(bytes);
  });

  it("of a ring from before dates were kept goes the same way", () => {
    const old: KeyRing = { current: "k1", keys: { k1: first.keys[first.current] ?? "" } };
    const [id = ""] = Object.keys(withNewKey(old, lives, NOW, randomBytes).keys).filter(
      (each) => each !== "k1",
    );
    expect(id).toMatch(/^k20260301[0-9a-f]{4}$/);
  });
});
