import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { portsOf } from "./own-ports.ts";
import { type Egress, startEgress } from "./upstream.fixture.ts";

let egress: Egress;
beforeAll(async () => {
  egress = await startEgress({ LATCHKEY_MAX_CONCURRENT_CALLS: "3" });
});
afterAll(() => egress.stop());

const portAbove = (above: number) => String(Number(new URL(egress.latchkey.control).port) + above);

describe("an address of the stage itself", () => {
  const NAMED = [
    "http://127.0.0.1:{control}",
    "http://127.0.0.1:{gateway}/echo",
    "http://localhost:{issuer}/jwks",
    "http://LOCALHOST.:{gateway}",
    "http://2130706433:{gateway}",
    "http://0x7f.1:{gateway}",
    "http://0177.0.0.1:{control}",
    "http://0.0.0.0:{control}",
    "http://[::1]:{control}",
    "http://[::ffff:127.0.0.1]:{gateway}",
    "http://127.0.0.1:{control}/_local/upstreams/echo/../../inbox.json",
  ];
  const filled = (url: string) =>
    url
      .replace("{control}", portAbove(0))
      .replace("{gateway}", portAbove(1))
      .replace("{issuer}", portAbove(2));

  it.each(NAMED)("is refused as an upstream, a webhook and a jwksUri: %s", async (written) => {
    const url = filled(written);
    const { root, make } = egress;
    const service = await make.service("providers");
    const consumer = await make.consumer("callers");
    const refused = (pointer: string) => ({
      status: 400,
      body: { code: "invalid-input", errors: [{ pointer }] },
    });
    const fields = { slug: "never", name: "Never", team: "providers", kind: "rest", upstream: { url } };
    expect(await root("POST", "/v1/services", fields)).toMatchObject(refused("/upstream/url"));
    expect(await root("PATCH", `/v1/services/${service.slug}`, { upstream: { url } })).toMatchObject(
      refused("/upstream/url"),
    );
    const webhook = { url, events: ["credential.created"] };
    expect(await root("POST", "/v1/teams/providers/webhooks", webhook)).toMatchObject(refused("/url"));
    const jwt = { name: "x", type: "jwt", issuer: "https://i.test", algorithm: "RS256", jwksUri: url };
    expect(await root("POST", `/v1/consumers/${consumer.id}/credentials`, jwt)).toMatchObject(
      refused("/jwksUri"),
    );
  });

  it("is every port that the program opens, those of its table, its bus, its secrets and its mail too", async () => {
    const ports = portsOf(egress.latchkey.process.pid ?? 0);
    expect(ports.length).toBeGreaterThanOrEqual(7);
    for (const port of ports) {
      const upstream = { url: `http://127.0.0.1:${port}` };
      const fields = { slug: "never", name: "Never", team: "providers", kind: "rest", upstream };
      expect((await egress.root("POST", "/v1/services", fields)).status, String(port)).toBe(400);
    }
  });

  it("but for the demo's upstreams, which are everybody's", async () => {
    const url = `${egress.latchkey.control}/_local/upstreams/echo`;
    const echo = await egress.service(() => undefined, { upstream: { url } });
    const answer = await echo.call("/hello");
    expect([answer.status, await answer.json()]).toMatchObject([200, { path: "/hello" }]);
    expect((await echo.call("/..%2f..%2finbox.json")).status).toBe(400);
  });
});

describe("a call to an upstream", () => {
  it("carries nothing that could pass for what the gateway says, and no credential anywhere", async () => {
    const { call, reached, key } = await egress.service((_request, response) => response.end());
    await call(`/x?copy=${key}&next=${encodeURIComponent(`/home?key=${key}`)}&a=1`, {
      "X.Consumer.Id": "forged",
      "X~Plan": "gold",
      "X-Original-URL": "/admin",
      "X-HTTP-Method-Override": "DELETE",
      "True-Client-IP": "10.0.0.1",
      "Remote-User": "root",
      Proxy: "http://evil.test",
      Referer: `https://app.test/?key=${key}`,
      Cookie: `a=1; copy=${key}`,
      "X-State": Buffer.from(`{"key":"${key}"}`).toString("base64"),
    });
    const [request] = reached;
    const headers = request?.headersDistinct ?? {};
    expect(request?.url).toBe("/x?a=1");
    expect(JSON.stringify(headers)).not.toMatch(/forged|gold|\/admin|DELETE|10\.0\.0\.1|root|evil|lk_/);
    expect(headers["cookie"]).toEqual(["a=1"]);
    expect(headers["x-plan"]).toEqual([""]);
    expect(headers["cdn-loop"]).toEqual([new URL(egress.latchkey.gateway).host]);
  });

  it("that came back is refused, and found in usage and refusals", async () => {
    const { call, reached, consumer, slug } = await egress.service((_request, response) => response.end());
    await call("/");
    const told = reached[0]?.headers["cdn-loop"];
    const answer = await call("/", { "CDN-Loop": `other.test, ${told}` });
    expect([answer.status, await answer.json()]).toMatchObject([508, { code: "loop-detected" }]);
    const { body } = await eventually(
      () => egress.root("GET", `/v1/consumers/${consumer.id}/refusals`),
      (found) => found.body.items.length > 0,
    );
    expect(body.items).toMatchObject([
      { reason: "loop-detected", service: slug, advice: expect.any(String) },
    ]);
    const usage = await eventually(
      () => egress.root("GET", `/v1/usage?consumer=${consumer.id}`),
      (found) => found.body.items[0]?.calls === 2,
    );
    expect(usage.body.items).toMatchObject([{ refused: 1, refusedByReason: { "loop-detected": 1 } }]);
  });

  it.each(["/public/%252e%252e/admin", "/public/..%20/admin", "/public/%EF%BC%8E%EF%BC%8E/admin"])(
    "is refused where its path leaves the scopes' for others: %s",
    async (rest) => {
      const { call, reached } = await egress.service((_request, response) => response.end(), {
        scopes: [{ name: "public", paths: ["/public/*"] }],
      });
      const answer = await call(rest);
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: "invalid-path" }]);
      expect(reached).toEqual([]);
    },
  );
});

it("an answer changes nothing of the origin that all services share", async () => {
  const { call, slug } = await egress.service((_request, response) =>
    response
      .setHeaders(
        new Map<string, string | string[]>([
          ["Set-Cookie", ["a=1; Path=/; Domain=127.0.0.1", "__Host-b=1; Secure; Path=/", "c=1; Path=/other"]],
          ["Clear-Site-Data", '"*"'],
          ["Service-Worker-Allowed", "/"],
          ["Refresh", "0; url=https://evil.test"],
          ["NEL", "{}"],
          ["Strict-Transport-Security", "max-age=0"],
          ["Kept", "1"],
        ]),
      )
      .end(),
  );
  const { headers } = await call("/");
  expect(headers.getSetCookie()).toEqual([`a=1; Path=/${slug}`, `c=1; Path=/${slug}`]);
  expect([...headers.keys()]).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/clear-site|service-worker|refresh|nel|strict-transport/)]),
  );
  expect(headers.get("kept")).toBe("1");
});

describe("a service's own headers", () => {
  it("are refused by their pointers where the gateway sets or drops them", async () => {
    const upstream = { url: "http://127.0.0.1:9", headers: { "X-A": "1", "X.Plan": "1", "X-Real-IP": "1" } };
    const fields = { slug: "never", name: "Never", team: "providers", kind: "rest", upstream };
    const { status, body } = await egress.root("POST", "/v1/services", fields);
    expect(status).toBe(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/upstream/headers/X.Plan",
      "/upstream/headers/X-Real-IP",
    ]);
  });

  it("are given again when the upstream's origin changes", async () => {
    const { root, make } = egress;
    const upstream = { url: "http://127.0.0.1:9/a", headers: { "X-Key": "secret" } };
    const { slug } = await make.service("providers", { upstream });
    const patch = (changed: object) => root("PATCH", `/v1/services/${slug}`, { upstream: changed });
    for (const url of ["http://127.0.0.1:10/a", "https://127.0.0.1:9/a", "http://localhost:9/a"])
      expect(await patch({ url })).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "/upstream/headers" }] },
      });
    expect((await patch({ url: "http://127.0.0.1:9/b" })).body.upstream.headerNames).toEqual(["x-key"]);
    const given = await patch({ url: "http://127.0.0.1:10", headers: { "X-Key": "again" } });
    expect(given).toMatchObject({ status: 200, body: { upstream: { headerNames: ["x-key"] } } });
    expect(await patch({ url: "http://127.0.0.1:11", headers: {} })).toMatchObject({ status: 200 });
    expect((await patch({ url: "http://127.0.0.1:12" })).status).toBe(200);
  });
});
