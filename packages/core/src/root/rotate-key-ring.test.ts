import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { KeyRingRefused } from "../key-ring/change-key-ring.ts";
import { keyLives } from "../key-ring/key-lives.ts";
import type { KeyRing, KeyRingName } from "../key-ring/key-ring.ts";
import { newKeyRing } from "../key-ring/new-key-ring.ts";
import { aCredential, NOW, timeAt } from "../testing/records.ts";
import { makeKeyCurrent, removeKey } from "./change-keys.ts";
import type { KeyRingWork } from "./key-ring-work.ts";
import type { KeyedRecord } from "./keyed-record.ts";
import { rotateKeyRing } from "./rotate-key-ring.ts";

const MINUTE = 60_000;

/** A ring and records in memory, and a clock. Records come one a page. */
const world = (name: KeyRingName = "pepper") => {
  const state = {
    ring: newKeyRing(NOW, randomBytes) satisfies KeyRing as KeyRing,
    version: 0,
    now: NOW,
    timeLeft: 60_000,
    records: [] as KeyedRecord[],
  };
  const work = (): KeyRingWork => ({
    rings: {
      read: async () => ({ ring: state.ring, version: String(state.version) }),
      replace: async (_name, ring, version) => {
        if (version !== String(state.version)) throw new KeyRingRefused("raced");
        state.ring = ring;
        state.version += 1;
      },
    },
    records: {
      async *pages() {
        for (const [at, record] of state.records.entries())
          yield { records: [record], ...(at + 1 < state.records.length ? { resume: String(at) } : {}) };
      },
      reseal: async () => true,
    },
    lives: (ring) => keyLives(ring, 14 * 24 * 60 * MINUTE),
    now: state.now,
    random: randomBytes,
    timeLeft: () => state.timeLeft,
  });
  const rotate = () => rotateKeyRing(work(), name);
  return { state, work, rotate };
};

const hashedWith = (pepper: string, fields = {}): KeyedRecord => ({
  kind: "credential",
  value: aCredential({ secrets: [{ hash: "aGFzaA==", pepper, ...fields }] }),
});

/** Up to where the former key may go. Answers it. */
const untilItsEnd = async ({ state, rotate }: ReturnType<typeof world>): Promise<string> => {
  const former = state.ring.current;
  for (const did of ["add-key", "use-key"]) {
    expect(await rotate()).toMatchObject({ did });
    state.now += 6 * MINUTE;
  }
  return former;
};

describe("rotate-key-ring", () => {
  it("changes nothing before its time, however often it is asked, and says when to come back", async () => {
    const { state, rotate } = world();
    const { next } = await rotate();
    expect(next).toMatchObject({ do: "use-key", notBefore: timeAt(NOW + 6 * MINUTE) });
    state.now += 6 * MINUTE - 1;
    const { ring } = state;
    for (const _again of [1, 2, 3]) expect(await rotate()).toMatchObject({ did: "nothing", next });
    expect(state.ring).toBe(ring);
  });

  it("takes one step when two people ask in the same moment", async () => {
    const { state, rotate } = world();
    const results = await Promise.allSettled([rotate(), rotate()]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(Object.keys(state.ring.keys)).toHaveLength(2);
  });

  it("leaves a pepper in peace that still names a key, and removes it when none does", async () => {
    const it = world();
    const former = await untilItsEnd(it);
    it.state.records = [hashedWith(former), hashedWith(it.state.ring.current)];
    expect(await it.rotate()).toMatchObject({ did: "nothing", named: 1, examples: ["crd_1"] });
    expect(Object.keys(it.state.ring.keys)).toContain(former);
    it.state.records = [hashedWith(former, { validUntil: timeAt(NOW) }), hashedWith(it.state.ring.current)];
    expect(await it.rotate()).toMatchObject({ did: "remove-key", key: former, next: { do: "add-key" } });
    expect(Object.keys(it.state.ring.keys)).toEqual([it.state.ring.current]);
  });

  it("removes nothing when there was not time enough to see what names it", async () => {
    const it = world();
    const former = await untilItsEnd(it);
    it.state.records = [hashedWith(it.state.ring.current), hashedWith(former)];
    it.state.timeLeft = 0;
    await expect(it.rotate()).rejects.toThrow(/not time enough/);
    expect(Object.keys(it.state.ring.keys)).toContain(former);
  });

  it("of the audit publishes and uses keys, and never removes one", async () => {
    const it = world("audit");
    await untilItsEnd(it);
    it.state.now += 1000 * 24 * 60 * MINUTE;
    expect(await it.rotate()).toMatchObject({ did: "add-key" });
    expect(Object.keys(it.state.ring.keys)).toHaveLength(3);
  });
});

describe("remove-key", () => {
  it("ends what names the key only by force, and says how much that was", async () => {
    const it = world();
    const former = await untilItsEnd(it);
    it.state.records = [hashedWith(former), hashedWith(former)];
    await expect(removeKey(it.work(), "pepper", former, false)).rejects.toThrow(/2 records name .*force/);
    expect(await removeKey(it.work(), "pepper", former, true)).toMatchObject({ did: "remove-key", named: 2 });
    expect(Object.keys(it.state.ring.keys)).not.toContain(former);
  });

  it("leaves what it refuses as it was: the current key, an unknown one, one that is too young", async () => {
    const it = world();
    const { ring } = it.state;
    await expect(removeKey(it.work(), "pepper", ring.current, true)).rejects.toThrow(KeyRingRefused);
    await expect(removeKey(it.work(), "pepper", "k0", true)).rejects.toThrow(KeyRingRefused);
    await expect(makeKeyCurrent(it.work(), "pepper", "k0")).rejects.toThrow(KeyRingRefused);
    expect(it.state.ring).toBe(ring);
    const former = await untilItsEnd(it);
    it.state.now -= 1;
    await expect(removeKey(it.work(), "pepper", former, false)).rejects.toThrow(/until/);
    expect(Object.keys(it.state.ring.keys)).toContain(former);
  });
});
