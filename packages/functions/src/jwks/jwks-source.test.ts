import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { Unavailable } from "@latchkey/core/store/change";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ownHosts } from "../egress/own-hosts.ts";
import { createFetchJwks } from "./fetch-jwks.ts";
import { createJwksSource } from "./jwks-source.ts";

const startServer = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return `http://127.0.0.1:${address.port}/jwks`;
};

const key = (kid: string, more: object = {}) => ({ kty: "OKP", crv: "Ed25519", x: "AAAA", kid, ...more });

/** A source over a set that can change, which counts how often it was asked. */
const sourceOf = (first: unknown) => {
  const state = { set: first, fetches: 0 };
  const source = createJwksSource(async () => {
    state.fetches += 1;
    await new Promise((resolve) => setImmediate(resolve));
    if (state.set instanceof Error) throw state.set;
    return state.set;
  });
  const ids = async (kid: string | undefined, now = 0) =>
    (await source.keys("https://issuer.example/jwks", kid, now)).map((each) => each["kid"]);
  return { state, source, ids };
};

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

  it("stay for an hour while their address fails, and then nobody is admitted", async () => {
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
    const found = await source.keys("https://issuer.example/jwks", undefined, 0);
    expect(found).toHaveLength(64);
    expect(found[0]).toEqual(key("k0"));
    const { source: huge } = sourceOf({ keys: [key("a", { n: "A".repeat(100_000) })] });
    expect(await huge.keys("https://issuer.example/jwks", "a", 0)).toEqual([key("a")]);
  });
});

describe("fetching", () => {
  it("goes nowhere private, however it is spelt, and not over plain http", async () => {
    let asked = 0;
    const address = await startServer((_request, response) => {
      asked += 1;
      response.end("{}");
    });
    const { port } = new URL(address);
    const fetchJwks = createFetchJwks(false, ownHosts(""));
    for (const host of [
      "127.0.0.1",
      "localhost",
      "[::1]",
      "[::ffff:127.0.0.1]",
      "2130706433",
      "0x7f.1",
      "169.254.169.254",
    ])
      for (const scheme of ["https", "http"])
        await expect(fetchJwks(`${scheme}://${host}:${port}/jwks`)).rejects.toThrow();
    expect(asked).toBe(0);
  });

  it("never goes to the stage itself, by name or by address", async () => {
    let asked = 0;
    const address = await startServer((_request, response) => {
      asked += 1;
      response.end('{"keys":[]}');
    });
    const { port } = new URL(address);
    const fetchJwks = createFetchJwks(true, ownHosts(`:${port}`));
    for (const host of ["127.0.0.1", "localhost", "localhost.", "[::ffff:127.0.0.1]", "0.0.0.0", "0x7f.1"])
      await expect(fetchJwks(`http://${host}:${port}/jwks`)).rejects.toThrow("this stage itself");
    expect(asked).toBe(0);
  });

  it("follows no redirect", async () => {
    const target = await startServer((_request, response) => response.end('{"keys":[]}'));
    const address = await startServer((_request, response) =>
      response.writeHead(302, { location: target }).end(),
    );
    await expect(createFetchJwks(true, ownHosts(""))(address)).rejects.toThrow("302");
  });

  it("takes at most 512 KB", async () => {
    const address = await startServer((_request, response) => response.end("x".repeat(512 * 1024 + 1)));
    await expect(createFetchJwks(true, ownHosts(""))(address)).rejects.toThrow("512 KB");
  });

  it("waits at most 5 s in all, also for one who answers drop by drop", async () => {
    const time = new AbortController();
    const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(time.signal);
    onTestFinished(() => timeout.mockRestore());
    let drops = 0;
    const address = await startServer((_request, response) => {
      const drop = () => {
        drops += 1;
        if (drops === 20) time.abort(new Error("The time is over."));
        if (!response.destroyed) response.write(" ", () => setImmediate(drop));
      };
      drop();
    });
    await expect(createFetchJwks(true, ownHosts(""))(address)).rejects.toThrow();
    expect(timeout.mock.calls).toEqual([[5000]]);
    expect(drops).toBeGreaterThanOrEqual(20);
  });

  it("brings a key set where private addresses are allowed", async () => {
    const address = await startServer((_request, response) =>
      response.end(JSON.stringify({ keys: [key("a")] })),
    );
    const source = createJwksSource(createFetchJwks(true, ownHosts("")));
    expect(await source.keys(address, "a", 0)).toEqual([key("a")]);
  });
});
