import { describe, expect, it } from "vitest";
import type { KeyRing } from "../../key-ring/key-ring.ts";
import { hashKey, matchesHashedKey, sha256 } from "../../key-ring/pepper.ts";
import { aCredential, aRing, NOW, timeAt } from "../../testing/records.ts";
import { apiKeyPointers } from "./api-key-pointer.ts";
import { rehashOf } from "./rehash.ts";

const digest = sha256("lk_a-key");
const both = aRing("k1", "k2");
const hashed = (current: string) => hashKey({ ...both, current }, digest);
const dates = {
  k1: { published: timeAt(NOW), current: timeAt(NOW) },
  k2: { published: timeAt(NOW + 1) },
};
/** As an instance has it that is behind: the other ones use k2 already. */
const behind: KeyRing = { ...both, current: "k1", dates };
const after: KeyRing = { ...both, current: "k2", dates };

const of = (ring: KeyRing, by: string, fields = {}) => {
  const secrets = [{ hash: "b3RoZXI=", pepper: "k2" }, hashed(by)];
  const credential = aCredential({ secrets, ...fields });
  const [, fitting = hashed(by)] = credential.secrets;
  return rehashOf(ring, credential, fitting, digest);
};

describe("a key that was just proven", () => {
  it("is never hashed back, nor by an instance that does not know yet what is current", () => {
    expect(of(behind, "k2")).toBeUndefined();
    expect(of(behind, "k1")).toBeUndefined();
    expect(of(after, "k2")).toBeUndefined();
  });

  it("is hashed again when its pepper is a former one, in its own place", () => {
    const rehash = of(after, "k1");
    expect(rehash).toMatchObject({ at: 1, from: hashed("k1"), to: hashed("k2") });
    expect(matchesHashedKey(aRing("k2"), hashed("k2"), digest)).toBe(true);
    expect(rehash).not.toHaveProperty("pointer");
  });

  it("gets a name by its new hash when it was imported, unless it has it", () => {
    const names = (ring: KeyRing) => ({ imported: true, pointers: apiKeyPointers(ring, digest) });
    expect(of(after, "k1", names(aRing("k1")))?.pointer).toBe(`api-key#k2#${hashed("k2").hash}`);
    expect(of(after, "k1", names(both))).not.toHaveProperty("pointer");
  });
});
