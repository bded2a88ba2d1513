import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimedCache } from "./timed-cache.ts";

const cacheOf = (most = 10, lifetime = 1000) => new TimedCache<string>(most, () => lifetime);
const answer = (value: string) => async () => value;

describe("a remembered answer", () => {
  it("is there until its time is over, and not a millisecond longer", async () => {
    const cache = cacheOf();
    await cache.fresh("key", 0, answer("value"));
    expect(cache.get("key", 999)).toBe("value");
    expect(cache.get("key", 1000)).toBeUndefined();
  });

  it("counts its time from when it was asked for, not from when the answer came", async () => {
    const cache = cacheOf();
    const { promise, resolve } = Promise.withResolvers<string>();
    const asked = cache.fresh("key", 0, () => promise);
    resolve("value");
    await asked;
    expect(cache.get("key", 1000)).toBeUndefined();
  });

  it("is replaced by a fresh one, and goes when it is forgotten", async () => {
    const cache = cacheOf();
    await cache.fresh("key", 0, answer("old"));
    await cache.fresh("key", 0, answer("new"));
    expect(cache.get("key", 1)).toBe("new");
    cache.forget("key");
    expect(cache.get("key", 1)).toBeUndefined();
  });

  it("is none where its lifetime is 0, and a former one goes with it", async () => {
    const cache = new TimedCache<string>(10, (value) => (value === "brief" ? 0 : 1000));
    await cache.fresh("key", 0, answer("long"));
    await cache.fresh("key", 0, answer("brief"));
    expect(cache.get("key", 0)).toBeUndefined();
    expect(cache.figures().size).toBe(0);
  });
});

describe("those who ask the same in the same moment", () => {
  it("share one question", async () => {
    const cache = cacheOf();
    let questions = 0;
    const ask = async () => {
      questions += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return "value";
    };
    const answers = await Promise.all(Array.from({ length: 50 }, () => cache.fresh("key", 0, ask)));
    expect(new Set(answers)).toEqual(new Set(["value"]));
    expect(questions).toBe(1);
  });

  it("all learn that it failed, and the next one asks again", async () => {
    const cache = cacheOf();
    const failing = () => Promise.reject(new Error("no"));
    const both = await Promise.allSettled([cache.fresh("key", 0, failing), cache.fresh("key", 0, failing)]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(cache.get("key", 0)).toBeUndefined();
    expect(await cache.fresh("key", 0, answer("value"))).toBe("value");
  });
});

describe("a cache", () => {
  it("never holds more than it may, the oldest going first", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(8)), async (most, keys) => {
        const cache = cacheOf(most);
        for (const key of keys) await cache.fresh(String(key), 0, answer(String(key)));
        const latest = [...new Set(keys.toReversed())].slice(0, most);
        expect(cache.figures().size).toBe(latest.length);
        for (const key of latest) expect(cache.get(String(key), 0)).toBe(String(key));
      }),
    );
  });

  it("tells how often it was of use", async () => {
    const cache = cacheOf();
    cache.get("key", 0);
    await cache.fresh("key", 0, answer("value"));
    cache.get("key", 0);
    expect(cache.figures()).toEqual({ hits: 1, misses: 1, size: 1 });
  });
});
