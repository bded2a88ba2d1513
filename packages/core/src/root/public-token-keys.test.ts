import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { publicTokenRing } from "../access-token/token-keys.ts";
import { KeyRingRefused } from "../key-ring/change-key-ring.ts";
import type { KeyRing, KeyRingName } from "../key-ring/key-ring.ts";
import { newKeyRing } from "../key-ring/new-key-ring.ts";
import { NOW } from "../testing/records.ts";
import type { KeyRingStore } from "./key-ring-work.ts";
import { publishTokenKeys, withPublicTokenKeys } from "./public-token-keys.ts";

/** Two rings in memory; `failAt`: the write at which the power fails. */
const world = (failAt = Number.POSITIVE_INFINITY) => {
  const first = newKeyRing(NOW, randomBytes);
  const stored = new Map<KeyRingName, { ring: KeyRing; version: number }>([
    ["token", { ring: first, version: 0 }],
  ]);
  const history: Record<"token" | "token-public", string[]>[] = [];
  let writes = 0;
  const keysOf = (name: KeyRingName) => Object.keys(stored.get(name)?.ring.keys ?? {});
  const store: KeyRingStore = {
    read: async (name) => {
      const found = stored.get(name);
      if (!found) throw new KeyRingRefused("no keys");
      return { ring: found.ring, version: String(found.version) };
    },
    replace: async (name, ring, version) => {
      if (version !== String(stored.get(name)?.version)) throw new KeyRingRefused("raced");
      writes += 1;
      if (writes === failAt) throw new Error("The power fails.");
      stored.set(name, { ring, version: Number(version) + 1 });
      history.push({ token: keysOf("token"), "token-public": keysOf("token-public") });
    },
  };
  const source = {
    hasKeys: async (name: KeyRingName) => stored.has(name),
    begin: async (name: KeyRingName, ring: KeyRing) => void stored.set(name, { ring, version: 0 }),
  };
  return { store, source, first, history, of: (name: KeyRingName) => stored.get(name)?.ring };
};

const withSecond = (ring: KeyRing): KeyRing => ({
  ...ring,
  keys: { ...ring.keys, second: randomBytes(32).toString("base64") },
});
const withoutFirst = ({ current, keys, ...ring }: KeyRing): KeyRing => ({
  ...ring,
  current: "second",
  keys: Object.fromEntries(Object.entries(keys).filter(([id]) => id !== current)),
});

describe("the public halves", () => {
  it("are made where there are none, and again where they have been left behind", async () => {
    const { store, source, of, first } = world();
    await publishTokenKeys(store, source);
    expect(of("token-public")).toEqual(publicTokenRing(first));
    await store.replace("token", withSecond(first), "0");
    await publishTokenKeys(store, source);
    expect(Object.keys(of("token-public")?.keys ?? {})).toEqual([first.current, "second"]);
  });

  it("hold every private key at every moment of a rotation", async () => {
    const { store, source, history, first, of } = world();
    await publishTokenKeys(store, source);
    const both = withPublicTokenKeys(store);
    await both.replace("token", withSecond(first), (await both.read("token")).version);
    const { ring, version } = await both.read("token");
    await both.replace("token", withoutFirst(ring), version);
    for (const { token, "token-public": known } of history)
      expect(known).toEqual(expect.arrayContaining(token));
    expect(Object.keys(of("token-public")?.keys ?? {})).toEqual(["second"]);
  });

  it.each([1, 2, 3, 4])(
    "are made whole by the next look where the power fails at write %i",
    async (failAt) => {
      const { store, source, of, first } = world(failAt);
      await publishTokenKeys(store, source);
      const both = withPublicTokenKeys(store);
      const change = async (next: (ring: KeyRing) => KeyRing) => {
        const { ring, version } = await both.read("token");
        await both.replace("token", next(ring), version);
      };
      await change(withSecond).catch(() => undefined);
      if (of("token")?.keys["second"] === undefined) await change(withSecond);
      await change(withoutFirst).catch(() => undefined);
      await both.read("token");
      const ring = of("token") ?? first;
      expect(of("token-public")).toEqual(publicTokenRing(ring));
    },
  );
});
