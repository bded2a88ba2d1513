import { describe, expect, it } from "vitest";
import { keyLives } from "../key-ring/key-lives.ts";
import { seal } from "../key-ring/seal.ts";
import { anAkskCredential } from "../testing/credentials.ts";
import { aCredential, aRing, aService, countingBytes, NOW, timeAt } from "../testing/records.ts";
import { type KeyRingWork, LAST_WORDS } from "./key-ring-work.ts";
import type { KeyedRecord } from "./keyed-record.ts";
import { countNaming, resealData } from "./reseal-data.ts";

const RING = { ...aRing("d2"), keys: { ...aRing("d1").keys, ...aRing("d2").keys } };

/** A service with one sealed header for each ring. */
const service = (id: string, ...rings: string[]): KeyedRecord => {
  const sealedHeaders = Object.fromEntries(
    rings.map((ring, index) => [`x-${index}`, seal(aRing(ring), `${id} ${index}`, id, countingBytes)]),
  );
  return {
    kind: "service",
    value: aService({ id, upstream: { url: "https://a.test", timeoutSeconds: 1, sealedHeaders } }),
  };
};

const world = (pages: KeyedRecord[][], { raced = [] as string[], timeLeft = LAST_WORDS } = {}) => {
  const written: [id: string, paths: string[]][] = [];
  let [running, most] = [0, 0];
  const work: KeyRingWork = {
    rings: { read: async () => ({ ring: RING, version: "1" }), replace: async () => {} },
    records: {
      async *pages(resume = "0") {
        for (const [index, records] of pages.entries())
          if (index >= Number(resume))
            yield { records, ...(index + 1 < pages.length ? { resume: String(index + 1) } : {}) };
      },
      reseal: async ({ value: { id } }, texts) => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
        written.push([id, texts.map(({ path }) => String(path.at(-1)))]);
        return !raced.includes(id);
      },
    },
    lives: (name) => keyLives(name, 1000),
    now: NOW,
    random: countingBytes,
    timeLeft: () => timeLeft,
  };
  return { work, written, most: () => most };
};

describe("sealing data with the current key", () => {
  it("writes what is under another key, all of a record at once, and nothing else", async () => {
    const { work, written } = world([[service("a", "d1", "d2", "d1"), service("b", "d2"), service("c")]]);
    expect(await resealData(work)).toEqual({ resealed: 1, raced: 0, unreadable: [] });
    expect(written).toEqual([["a", ["x-0", "x-2"]]]);
  });

  it("tells what has changed meanwhile, for the next run", async () => {
    const { work } = world([[service("a", "d1"), service("b", "d1")]], { raced: ["b"] });
    expect(await resealData(work)).toEqual({ resealed: 1, raced: 1, unreadable: [] });
  });

  it("leaves what opens no more, tells its id, and seals what else there is", async () => {
    const { work, written } = world([[service("a", "d0", "d1"), service("b", "d0")]]);
    expect(await resealData(work)).toEqual({ resealed: 1, raced: 0, unreadable: ["a", "b"] });
    expect(written).toEqual([["a", ["x-1"]]]);
  });

  it("tells ten ids of what opens no more", async () => {
    const { work } = world([Array.from({ length: 11 }, (_, index) => service(`s${index}`, "d0"))]);
    expect((await resealData(work)).unreadable).toHaveLength(10);
  });

  it("writes eight records at once at most", async () => {
    const { work, written, most } = world([
      Array.from({ length: 20 }, (_, index) => service(`s${index}`, "d1")),
    ]);
    expect(await resealData(work)).toMatchObject({ resealed: 20 });
    expect([written.length, most()]).toEqual([20, 8]);
  });

  it("stops between pages when its time ends, and goes on from there", async () => {
    const pages = [[service("a", "d1")], [service("b", "d1")]];
    const short = world(pages, { timeLeft: LAST_WORDS - 1 });
    expect(await resealData(short.work)).toEqual({ resealed: 1, raced: 0, unreadable: [], resume: "1" });
    expect(await resealData(short.work, "1")).toEqual({ resealed: 1, raced: 0, unreadable: [] });
    expect(short.written.map(([id]) => id)).toEqual(["a", "b"]);
    expect(await resealData(world(pages).work)).toEqual({ resealed: 2, raced: 0, unreadable: [] });
  });
});

describe("what names a key", () => {
  const hashed = (id: string, pepper: string, fields = {}): KeyedRecord => ({
    kind: "credential",
    value: aCredential({ id, secrets: [{ hash: "aGFzaA==", pepper, ...fields }] }),
  });
  const sealedPair: KeyedRecord = {
    kind: "credential",
    value: anAkskCredential({
      id: "pair",
      secrets: [{ sealed: seal(aRing("d1"), "s", "pair", countingBytes) }],
    }),
  };

  it.each([
    ["data", "d1", ["a", "pair"]],
    ["data", "d2", ["a", "b"]],
    ["data", "p1", []],
    ["pepper", "p1", ["k1"]],
    ["pepper", "d1", []],
  ] as const)("is counted for the ring %s and the key %s", async (ring, key, examples) => {
    const ended = hashed("k3", "p1", { validUntil: timeAt(NOW) });
    const { work } = world([
      [service("a", "d1", "d2"), hashed("k1", "p1"), hashed("k2", "p2"), ended],
      [service("b", "d2"), sealedPair],
    ]);
    expect(await countNaming(work, ring, key)).toEqual({ named: examples.length, examples });
  });

  it("is all counted, of which ten are named", async () => {
    const { work } = world([Array.from({ length: 12 }, (_, index) => service(`s${index}`, "d1"))]);
    const naming = await countNaming(work, "data", "d1");
    expect([naming?.named, naming?.examples.length]).toEqual([12, 10]);
  });

  it("is not told where there was not time to read everything, and is where the last page was read", async () => {
    const pages = [[service("a", "d1")], [service("b", "d1")]];
    const late = { timeLeft: LAST_WORDS - 1 };
    expect(await countNaming(world(pages, late).work, "data", "d1")).toBeUndefined();
    expect(await countNaming(world(pages.slice(1), late).work, "data", "d1")).toMatchObject({ named: 1 });
  });
});
