import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { KeyRingRefused } from "../key-ring/change-key-ring.ts";
import { ROTATION_GRACE, ROTATION_PERIOD } from "../key-ring/due-key-steps.ts";
import { keyLives } from "../key-ring/key-lives.ts";
import { type KeyRing, type KeyRingName, MAX_BEHIND, MAX_UNREAD } from "../key-ring/key-ring.ts";
import { newKeyRing, ROTATED_RINGS } from "../key-ring/new-key-ring.ts";
import { aCredential, aService, NOW } from "../testing/records.ts";
import type { KeyRingWork } from "./key-ring-work.ts";
import type { KeyedRecord } from "./keyed-record.ts";
import { rotateWhenDue } from "./rotate-when-due.ts";

const DAY = 86_400_000;
const ROTATE_AFTER = 90 * DAY;
const LINK_LIFE = 14 * DAY;

/** All rings in memory, with what was stored of each, and a clock. */
const world = () => {
  const stored = new Map<KeyRingName, { ring: KeyRing; version: number }>(
    ROTATED_RINGS.map((name) => [name, { ring: newKeyRing(NOW, randomBytes), version: 0 }]),
  );
  const of = (name: KeyRingName) => stored.get(name) ?? { ring: newKeyRing(NOW, randomBytes), version: -1 };
  const state = { now: NOW, records: [] as KeyedRecord[], reads: 0, failing: "" };
  const work = (): KeyRingWork => ({
    rings: {
      read: async (name) => {
        if (state.failing === name) throw new Error("Secrets Manager does not answer.");
        const { ring, version } = of(name);
        return { ring, version: String(version) };
      },
      replace: async (name, ring, version) => {
        if (version !== String(of(name).version)) throw new KeyRingRefused("raced");
        stored.set(name, { ring, version: of(name).version + 1 });
      },
    },
    records: {
      async *pages() {
        state.reads += 1;
        yield { records: state.records };
      },
      reseal: async () => true,
    },
    lives: (name) => keyLives(name, LINK_LIFE),
    now: state.now,
    random: randomBytes,
    timeLeft: () => 60_000,
  });
  const run = () => rotateWhenDue(work(), ROTATE_AFTER);
  /** Runs as often as the schedule does until the time is over. */
  const pass = async (milliseconds: number, each?: () => void) => {
    for (const end = state.now + milliseconds; state.now < end; state.now += ROTATION_PERIOD) {
      each?.();
      await run();
    }
  };
  return {
    state,
    run,
    pass,
    ring: (name: KeyRingName) => of(name).ring,
    keys: (name: KeyRingName) => Object.keys(of(name).ring.keys),
  };
};

const unused = (pepper: string): KeyedRecord => ({
  kind: "credential",
  value: aCredential({ secrets: [{ hash: "aGFzaA==", pepper }] }),
});

const unreadable = (key: string): KeyedRecord => ({
  kind: "service",
  value: aService({
    upstream: { url: "https://example.com", timeoutSeconds: 30, sealedHeaders: { "x-key": `${key}.AAAA` } },
  }),
});

describe("rotation by the clock", () => {
  it("leaves keys alone that are not old enough", async () => {
    const { pass, keys } = world();
    await pass(ROTATE_AFTER - 1);
    for (const name of ROTATED_RINGS) expect(keys(name)).toHaveLength(1);
  });

  it.each(ROTATED_RINGS)(
    "replaces the key of %s within the grace, and lets the former one go if it may",
    async (name) => {
      const { pass, ring, keys } = world();
      const first = ring(name).current;
      await pass(ROTATE_AFTER + 2 * DAY);
      expect(ring(name).current).not.toBe(first);
      await pass(LINK_LIFE + 2 * DAY);
      const isKept = name === "audit" || name === "record";
      expect(keys(name)).toEqual(isKept ? [first, ring(name).current] : [ring(name).current]);
    },
  );

  it("begins again when the next ninety days are over, for years", async () => {
    const { pass, keys, run } = world();
    await pass(10 * 365 * DAY);
    for (const name of ROTATED_RINGS)
      expect(keys(name).length, name).toBe(name === "audit" || name === "record" ? 41 : 1);
    expect((await run()).late).toEqual([]);
  });

  it("uses and removes no key that an instance without Secrets Manager may not know, or may still make things with", async () => {
    const { state, pass, ring } = world();
    const seen = new Map<KeyRingName, { at: number; ring: KeyRing }[]>();
    const unknown: string[] = [];
    const look = () => {
      for (const name of ROTATED_RINGS) {
        const history = [...(seen.get(name) ?? []), { at: state.now, ring: ring(name) }];
        seen.set(name, history);
        // The oldest ring that any instance may hold, and the newest: each knows what the other makes.
        const oldest =
          history.findLast(({ at }) => at <= state.now - MAX_UNREAD - MAX_BEHIND)?.ring ?? ring(name);
        if (!(ring(name).current in oldest.keys)) unknown.push(`${name}: a new key`);
        if (!(oldest.current in ring(name).keys)) unknown.push(`${name}: a former key`);
      }
    };
    await pass(ROTATE_AFTER + 40 * DAY, look);
    expect(unknown).toEqual([]);
  });

  it("changes a ring once, however many runs there are at once", async () => {
    const { state, run, keys } = world();
    state.now += ROTATE_AFTER;
    const runs = await Promise.all([run(), run(), run()]);
    for (const name of ROTATED_RINGS) {
      expect(keys(name)).toHaveLength(2);
      expect(runs.flatMap(({ taken }) => taken.filter(({ ring }) => ring === name))).toHaveLength(1);
    }
    expect(runs.flatMap(({ failures }) => failures)).toEqual([]);
  });

  it("goes on where a run was cut off", async () => {
    const { state, run, keys } = world();
    state.now += ROTATE_AFTER;
    state.failing = "link";
    expect((await run()).failures).toHaveLength(1);
    expect([keys("data").length, keys("link").length]).toEqual([2, 1]);
    state.failing = "";
    expect((await run()).taken).toEqual([{ ring: "link", did: "add-key", key: expect.any(String) }]);
  });

  it("keeps a pepper that API keys still name, looks for them once a week, and replaces the current one all the same", async () => {
    const { state, pass, run, ring, keys } = world();
    const first = ring("pepper").current;
    state.records = [unused(first)];
    await pass(ROTATE_AFTER + DAY);
    state.reads = 0;
    await pass(70 * DAY);
    expect(state.reads).toBeLessThan(25);
    await pass(ROTATE_AFTER);
    expect(keys("pepper")).toEqual([first, ring("pepper").current]);
    expect((await run()).late).toEqual([]);
    state.records = [];
    await pass(8 * DAY);
    expect(keys("pepper")).toEqual([ring("pepper").current]);
  });

  it("tells which rotations should be over and are not", async () => {
    const { state, run, pass, ring } = world();
    // A secret that no key opens is never sealed again, and keeps its key.
    state.records = [unreadable(ring("data").current)];
    await pass(ROTATE_AFTER + ROTATION_GRACE);
    expect((await run()).late).toEqual([]);
    await pass(2 * DAY);
    expect((await run()).late).toEqual(["data"]);
  });

  it("has nothing to do in a stage without keys", async () => {
    const none: KeyRingWork = {
      ...Object.create(null),
      now: NOW,
      rings: { read: () => Promise.reject(new KeyRingRefused("The key ring has no keys yet.")) },
    };
    const { taken, late, failures, left } = await rotateWhenDue(none, ROTATE_AFTER);
    expect([taken, late, failures, left.length]).toEqual([[], [], [], ROTATED_RINGS.length]);
  });
});
