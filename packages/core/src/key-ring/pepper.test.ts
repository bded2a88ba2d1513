import { describe, expect, it } from "vitest";
import { aRing } from "../testing/records.ts";
import { hashKey, matchesHashedKey, sha256 } from "./pepper.ts";

const key = sha256("lk_a-key");

describe("the hash of a key", () => {
  it("fits that key and no other", () => {
    const stored = hashKey(aRing("k1"), key);
    expect(matchesHashedKey(aRing("k1"), stored, key)).toBe(true);
    expect(matchesHashedKey(aRing("k1"), stored, sha256("lk_b-key"))).toBe(false);
  });

  it("is worth nothing without its pepper", () => {
    const stored = hashKey(aRing("k1"), key);
    expect(matchesHashedKey(aRing("k2"), stored, key)).toBe(false);
    expect(matchesHashedKey(aRing("k2"), { ...stored, pepper: "k2" }, key)).toBe(false);
    expect(stored.hash).not.toContain(key.toString("base64").slice(0, 10));
  });

  it("still fits after a new pepper became current, and new ones are made with that", () => {
    const stored = hashKey(aRing("k1"), key);
    const newer = aRing("k2", "k1");
    expect(matchesHashedKey(newer, stored, key)).toBe(true);
    expect(hashKey(newer, key).pepper).toBe("k2");
    expect(hashKey(newer, key).hash).not.toBe(stored.hash);
  });

  it("fits nothing when what is stored is no hash at all", () => {
    for (const hash of ["", "AAAA", "not base64!", Buffer.alloc(33).toString("base64")])
      expect(matchesHashedKey(aRing("k1"), { hash, pepper: "k1" }, key)).toBe(false);
  });

  it("cannot be made with a ring that lacks its current key", () => {
    expect(() => hashKey({ current: "gone", keys: {} }, key)).toThrow();
  });
});
