import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { ownHosts } from "../egress/own-hosts.ts";
import { reachOfOneMachine, reachOfStage } from "../egress/reach.ts";
import { createFetchJwks } from "./fetch-jwks.ts";
import { NO_SHELF } from "./jwks-shelf.ts";
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

const key = (kid: string) => ({ kty: "OKP", crv: "Ed25519", x: "AAAA", kid });

/** A server that serves no keys, and counts who asks. */
const startCounting = async () => {
  let asked = 0;
  const address = await startServer((_request, response) => {
    asked += 1;
    response.end('{"keys":[]}');
  });
  return { port: new URL(address).port, asked: () => asked };
};

describe("fetching", () => {
  it("goes nowhere private, however it is spelt, and not over plain http", async () => {
    const { port, asked } = await startCounting();
    const fetchJwks = createFetchJwks(reachOfStage([]), ownHosts(""));
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
        await expect(fetchJwks(`${scheme}://${host}:${port}/jwks`, "team")).rejects.toThrow();
    expect(asked()).toBe(0);
  });

  it("never goes to the stage itself, by name or by address", async () => {
    const { port, asked } = await startCounting();
    const fetchJwks = createFetchJwks(reachOfOneMachine, ownHosts(`:${port}`));
    for (const host of ["127.0.0.1", "localhost", "localhost.", "[::ffff:127.0.0.1]", "0.0.0.0", "0x7f.1"])
      await expect(fetchJwks(`http://${host}:${port}/jwks`, "team")).rejects.toThrow("this stage itself");
    expect(asked()).toBe(0);
  });

  it("follows no redirect", async () => {
    const target = await startServer((_request, response) => response.end('{"keys":[]}'));
    const address = await startServer((_request, response) =>
      response.writeHead(302, { location: target }).end(),
    );
    await expect(createFetchJwks(reachOfOneMachine, ownHosts(""))(address, "team")).rejects.toThrow("302");
  });

  it("takes at most 512 KB", async () => {
    const address = await startServer((_request, response) => response.end("x".repeat(512 * 1024 + 1)));
    await expect(createFetchJwks(reachOfOneMachine, ownHosts(""))(address, "team")).rejects.toThrow("512 KB");
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
    await expect(createFetchJwks(reachOfOneMachine, ownHosts(""))(address, "team")).rejects.toThrow();
    expect(timeout.mock.calls).toEqual([[5000]]);
    expect(drops).toBeGreaterThanOrEqual(20);
  });

  it("brings a key set where private addresses are allowed", async () => {
    const address = await startServer((_request, response) =>
      response.end(JSON.stringify({ keys: [key("a")] })),
    );
    const source = createJwksSource({
      fetch: createFetchJwks(reachOfOneMachine, ownHosts("")),
      shelf: NO_SHELF,
    });
    expect(await source.keys(address, "a", "team", 0)).toEqual([key("a")]);
  });
});
