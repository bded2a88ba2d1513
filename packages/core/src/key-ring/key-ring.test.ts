import { describe, expect, it } from "vitest";
import { aRing, NOW, timeAt } from "../testing/records.ts";
import { currentKey, type KeyDates, keyBytes, keyState } from "./key-ring.ts";

const published = timeAt(NOW);

describe("a key of a ring", () => {
  it("is told by its id, and by no name that every object has", () => {
    const ring = aRing("k2", "k1");
    expect(keyBytes(ring, "k1")).toEqual(Buffer.alloc(32, "k1"));
    for (const id of ["k3", "", "constructor", "__proto__", "toString"])
      expect(keyBytes(ring, id), id).toBeUndefined();
  });

  it("is the current one where new things are made; a ring without it makes none", () => {
    expect(currentKey(aRing("k2", "k1"))).toEqual({ id: "k2", bytes: Buffer.alloc(32, "k2") });
    expect(() => currentKey({ ...aRing("k1"), current: "k2" })).toThrow();
    expect(() => currentKey({ ...aRing("k1"), current: "constructor" })).toThrow();
  });

  it.each<[what: string, dates: KeyDates | undefined, state: string]>([
    ["was only published", { published }, "next"],
    ["was current", { published, current: published, retired: published }, "former"],
    ["is from before dates were kept", undefined, "former"],
  ])("that %s is %s", (_what, dates, state) => {
    const ring = { ...aRing("k2", "k1"), ...(dates ? { dates: { k1: dates } } : {}) };
    expect(keyState(ring, "k1")).toBe(state);
    expect(keyState(ring, "k2")).toBe("current");
    expect(keyState(ring, "constructor")).toBe("former");
  });

  it("is current where the ring says so, whatever its dates say", () => {
    expect(keyState({ ...aRing("k1"), dates: { k1: { published } } }, "k1")).toBe("current");
  });
});
