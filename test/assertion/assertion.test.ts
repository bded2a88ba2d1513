import { text } from "node:stream/consumers";
import { type LoopbackServer, startServer } from "@latchkey/core/testing/loopback-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { type Checker, startExample } from "./example.fixture.ts";

/** An upstream that lets nothing in but what the gateway has asserted for the service `weather`. */
const startUpstream = (checker: () => Checker): Promise<LoopbackServer> =>
  startServer(async (request, response) => {
    const body = await text(request);
    const assertion = request.headersDistinct["latchkey-assertion"] ?? [];
    const verdict = await checker().check(assertion.join(","), "weather", body);
    response.writeHead(verdict.startsWith("ok ") ? 200 : 421, { "x-assertion": assertion.join(",") });
    response.end(verdict);
  });

describe("an upstream that checks the assertion", () => {
  let latchkey: RunningLatchkey;
  let checker: Checker;
  let upstream: LoopbackServer;
  let apiKey: string;
  let consumer: string;

  beforeAll(async () => {
    latchkey = await startLatchkey();
    checker = await startExample("js", latchkey.control);
    upstream = await startUpstream(() => checker);
    const make = making(asRoot(latchkey));
    const { slug: team } = await make.team();
    const made = await make.consumer(team);
    consumer = made.id;
    apiKey = (await make.credential(made)).secret.apiKey;
    for (const [slug, assertion] of [
      ["weather", true],
      ["tides", true],
      ["unproven", false],
    ] as const) {
      await make.service(team, { slug, assertion, upstream: { url: upstream.url } });
      await make.subscription(made, slug);
    }
  });
  afterAll(async () => {
    await checker?.stop();
    upstream?.server.closeAllConnections();
    upstream?.server.close();
    await latchkey?.[Symbol.asyncDispose]();
  });

  const call = (service: string, init: RequestInit = {}) =>
    fetch(`${latchkey.gateway}/${service}/today`, {
      ...init,
      headers: { "X-API-Key": apiKey, ...init.headers },
    });

  it("refuses a call that went around the gateway, with a made-up assertion too", async () => {
    expect((await fetch(upstream.url)).status).toBe(421);
    const headers = { "Latchkey-Assertion": "e30.e30.AAAA" };
    expect((await fetch(upstream.url, { headers })).status).toBe(421);
    expect((await call("unproven", { headers })).status).toBe(421);
  });

  it("refuses the assertion of a call to another service, which comes from the same gateway", async () => {
    const other = await call("tides");
    expect(other.status).toBe(421);
    const assertion = other.headers.get("x-assertion") ?? "";
    expect(assertion.split(".")).toHaveLength(3);
    expect((await fetch(upstream.url, { headers: { "Latchkey-Assertion": assertion } })).status).toBe(421);
  });

  it("refuses an assertion of this service that goes around with another body", async () => {
    const answer = await call("weather", { method: "POST", body: "hello" });
    const headers = { "Latchkey-Assertion": answer.headers.get("x-assertion") ?? "" };
    const around = (body: string) => fetch(upstream.url, { method: "POST", headers, body });
    expect((await around("hullo")).status).toBe(421);
  });

  it("answers a call that came through, and knows who made it", async () => {
    for (const init of [{}, { method: "POST", body: "hello" }]) {
      const answer = await call("weather", init);
      expect([answer.status, await answer.text()]).toEqual([200, `ok ${consumer}`]);
    }
  });

  it("finds the keys open to everybody, to be kept for minutes, with nothing that signs", async () => {
    const answer = await fetch(`${latchkey.control}/.well-known/jwks.json`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
    const { keys } = (await answer.json()) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x"]]);
  });

  it("refuses an old one: the gateway's own, two minutes after it was made", async () => {
    const body = JSON.stringify({ offsetSeconds: -120 });
    const headers = { "Content-Type": "application/json" };
    const moved = await fetch(`${latchkey.control}/_local/clock`, { method: "PUT", headers, body });
    expect(moved.ok).toBe(true);
    const answer = await call("weather");
    expect(answer.status).toBe(421);
    expect(answer.headers.get("x-assertion")?.split(".")).toHaveLength(3);
  });
});
