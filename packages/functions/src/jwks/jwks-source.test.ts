import { Unavailable } from "@latchkey/core/outage";
import { describe, expect, it } from "vitest";
import { besideOutages, type JwksShelf, NO_SHELF, type ShelvedKeys } from "./jwks-shelf.ts";
import { createJwksSource } from "./jwks-source.ts";

const key = (kid: string, more: object = {}) => ({ kty: "OKP", crv: "Ed25519", x: "AAAA", kid, ...more });
const ADDRESS = "https://issuer.example/jwks";

/** A source over a set that can change, which counts how often it was asked. A held one answers when it is let go. */
const sourceOf = (first: unknown, shelf: JwksShelf = NO_SHELF) => {
  const state = { set: first, fetches: 0, held: undefined as Promise<void> | undefined };
  const source = createJwksSource({
    shelf,
    fetch: async () => {
      state.fetches += 1;
      await (state.held ?? new Promise((resolve) => setImmediate(resolve)));
      if (state.set instanceof Error) throw state.set;
      return state.set;
    },
    // A request that is held back comes late.
    inTime: async (work) => (state.held ? false : work.then(() => true)),
  });
  const ids = async (kid: string | undefined, now = 0, uri = ADDRESS, team = "team") =>
    (await source.keys(uri, kid, team, now)).map((each) => each["kid"]);
  return { state, source, ids };
};
const standstill = () => new Promise((resolve) => setImmediate(resolve));

describe("published keys", () => {
  it("are fetched once for all who ask in the same moment, and then come from memory", async () => {
    const { state, ids } = sourceOf({ keys: [key("a"), key("b")] });
    expect(await Promise.all(Array.from({ length: 20 }, () => ids("a")))).toEqual(Array(20).fill(["a"]));
    expect(await ids(undefined, 599_000)).toEqual(["a", "b"]);
    expect(state.fetches).toBe(1);
    await ids("a", 601_000);
    expect(state.fetches).toBe(2);
  });

  it("of an unknown id are asked for again, but not sooner than in 30 s", async () => {
    const { state, ids } = sourceOf({ keys: [key("a")] });
    await ids("a");
    state.set = { keys: [key("a"), key("new")] };
    for (let n = 0; n < 100; n += 1) expect(await ids(`made-up-${n}`, 1000 + n)).toEqual([]);
    expect(state.fetches).toBe(1);
    expect(await ids("new", 30_000)).toEqual(["new"]);
    expect(state.fetches).toBe(2);
  });

  it("stay for an hour while their address fails; then their tokens are refused", async () => {
    const { state, ids } = sourceOf({ keys: [key("a")] });
    await ids("a");
    state.set = new Error("down");
    expect(await ids("a", 700_000)).toEqual(["a"]);
    expect(await ids("a", 3_500_000)).toEqual(["a"]);
    await expect(ids("a", 3_700_000)).rejects.toBeInstanceOf(Unavailable);
  });

  it("of an address that fails are not asked for at every call", async () => {
    const { state, ids } = sourceOf(new Error("down"));
    for (let n = 0; n < 50; n += 1) await expect(ids("a", n)).rejects.toBeInstanceOf(Unavailable);
    expect(state.fetches).toBe(1);
    state.set = { keys: [key("a")] };
    expect(await ids("a", 31_000)).toEqual(["a"]);
  });

  it("are none where there is no key set", async () => {
    for (const set of [null, [], "keys", { keys: {} }, {}])
      await expect(sourceOf(set).ids("a")).rejects.toBeInstanceOf(Unavailable);
  });

  it("are at most 64, each with what is read of it and no more", async () => {
    const keys = Array.from({ length: 100 }, (_, n) => key(`k${n}`, { x5u: "https://evil", d: "secret" }));
    const { source } = sourceOf({ keys: [...keys, null, 7] });
    const found = await source.keys(ADDRESS, undefined, "team", 0);
    expect(found).toHaveLength(64);
    expect(found[0]).toEqual(key("k0"));
    const { source: huge } = sourceOf({ keys: [key("a", { n: "A".repeat(100_000) })] });
    expect(await huge.keys(ADDRESS, "a", "team", 0)).toEqual([key("a")]);
  });
});

describe("an address that answers slowly", () => {
  const held = (set: unknown) => {
    const made = sourceOf(set);
    const going = Promise.withResolvers<void>();
    made.state.held = going.promise;
    const letGo = async () => {
      going.resolve();
      made.state.held = undefined;
      await standstill();
    };
    return { ...made, letGo };
  };

  it("holds no call: those who need its keys are told at once, and the fetch goes on behind them", async () => {
    const { state, ids, letGo } = held({ keys: [key("a")] });
    for (let n = 0; n < 20; n += 1) await expect(ids("a", n)).rejects.toBeInstanceOf(Unavailable);
    expect(state.fetches).toBe(1);
    await letGo();
    expect(await ids("a", 30)).toEqual(["a"]);
    expect(state.fetches).toBe(1);
  });

  it("is asked again behind those who use its former keys", async () => {
    const { state, ids, letGo } = held({ keys: [key("a")] });
    await expect(ids("a")).rejects.toBeInstanceOf(Unavailable);
    await letGo();
    state.held = new Promise(() => {});
    expect(await ids("a", 700_000)).toEqual(["a"]);
    expect(state.fetches).toBe(2);
    await expect(ids("new", 700_000)).rejects.toBeInstanceOf(Unavailable);
  });

  it("holds no prefetch, and one that was prefetched is not asked at the first token", async () => {
    const slow = held({ keys: [key("a")] });
    await slow.source.prefetch(ADDRESS, "team", 0);
    const quick = sourceOf({ keys: [key("a")] });
    await quick.source.prefetch(ADDRESS, "team", 0);
    expect(await quick.ids("a", 1)).toEqual(["a"]);
    expect(quick.state.fetches).toBe(1);
  });
});

describe("a team whose addresses fail", () => {
  const address = (n: number) => `https://issuer-${n}.example/jwks`;

  it("has one budget for all of them: then tokens are refused unfetched, and other teams' are not", async () => {
    const { state, ids } = sourceOf(new Error("down"));
    for (let n = 0; n < 5; n += 1) await expect(ids("a", n, address(n))).rejects.toBeInstanceOf(Unavailable);
    for (let n = 5; n < 50; n += 1) expect(await ids("a", n, address(n))).toEqual([]);
    expect(await ids("a", 60, address(0))).toEqual([]);
    expect(state.fetches).toBe(5);
    await expect(ids("a", 60, address(99), "others")).rejects.toBeInstanceOf(Unavailable);
    state.set = { keys: [key("a")] };
    expect(await ids("a", 61_000, address(0))).toEqual(["a"]);
  });

  it("keeps what it has of addresses that answered", async () => {
    const { state, ids } = sourceOf({ keys: [key("a")] });
    await ids("a", 0, address(100));
    state.set = new Error("down");
    for (let n = 0; n < 9; n += 1) await ids("a", n, address(n)).catch(() => "refused");
    expect(await ids("a", 700_000, address(100))).toEqual(["a"]);
  });

  it("is asked for ten at a time, however many tokens name them", async () => {
    const { state, ids } = sourceOf({ keys: [key("a")] });
    state.held = new Promise(() => {});
    for (let n = 0; n < 50; n += 1) await expect(ids("a", n, address(n))).rejects.toBeInstanceOf(Unavailable);
    expect(state.fetches).toBe(10);
  });
});

describe("keys that another instance has left", () => {
  const aShelf = () => {
    const shelved = new Map<string, ShelvedKeys>();
    const shelf: JwksShelf = {
      get: async (uri) => shelved.get(uri),
      put: async (uri, keys, fetchedAt) => void shelved.set(uri, { keys, fetchedAt }),
    };
    return { shelf, shelved };
  };

  it("are used while they are fresh, unasked; and old ones while the address is asked", async () => {
    const { shelf } = aShelf();
    await sourceOf({ keys: [key("a")] }, shelf).ids("a");
    const other = sourceOf({ keys: [key("b")] }, shelf);
    expect(await other.ids("a", 500_000)).toEqual(["a"]);
    expect(other.state.fetches).toBe(0);
    const later = sourceOf(new Error("down"), shelf);
    expect(await later.ids("a", 700_000)).toEqual(["a"]);
    expect(later.state.fetches).toBe(1);
  });

  it("are not missed while the shelf is out of reach", async () => {
    const dark = async () => Promise.reject(new Unavailable("dark"));
    const told: string[] = [];
    const shelf = besideOutages({ get: dark, put: dark }, ({ message }) => told.push(message));
    expect(await sourceOf({ keys: [key("a")] }, shelf).ids("a")).toEqual(["a"]);
    expect(told).toEqual(["dark", "dark"]);
  });
});
