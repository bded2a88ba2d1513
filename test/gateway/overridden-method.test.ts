import { startServer } from "@latchkey/core/testing/loopback-server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { machineOf, making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";

/*
 * What AWS documents of X-HTTP-Method-Override: the integration gets the header's method, and not the header. Here after the
 * authorizer, which has decided on the method of the request line.
 */
const reached: string[] = [];
let latchkey: Stage;
let root: Send;
let upstream: { url: string; stop(): void };
beforeAll(async () => {
  latchkey = await sharedLatchkey({ LATCHKEY_STAGE_FAULTS: "method-overridden" });
  root = asRoot(latchkey);
  upstream = await startServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end();
  });
});
afterAll(() => upstream.stop());

const caller = async () => {
  const make = making(root);
  const { slug: team } = await make.team();
  const { slug } = await make.service(team, {
    upstream: { url: upstream.url },
    approval: "auto",
    scopes: [{ name: "read", methods: ["GET"] }],
  });
  const consumer = await make.consumer(team);
  await make.apply(consumer, slug, { scopes: ["read"] });
  const { secret } = await make.credential(consumer);
  return (method: string, headers: Record<string, string> = {}) =>
    fetch(`${latchkey.gateway}/${slug}/orders`, {
      method,
      headers: { "X-API-Key": secret.apiKey, ...headers },
    });
};

it("a call is never forwarded with another method than its scopes were compared with", async () => {
  const call = await caller();
  expect((await call("GET")).status).toBe(200);
  expect(reached.splice(0)).toEqual(["GET /orders"]);
  expect((await call("DELETE")).status).toBe(403);
  for (const method of ["DELETE", "delete", "POST", "OPTIONS"]) {
    const refused = await call("GET", { "X-HTTP-Method-Override": method });
    expect([refused.status, await refused.text()]).toEqual(
      method === "OPTIONS" ? [204, ""] : [403, expect.stringContaining('"forbidden"')],
    );
  }
  expect(reached).toEqual([]);
  expect((await call("GET", { "X-HTTP-Method-Override": "GET" })).status).toBe(200);
});

it("the management API changes nothing by a request that was let in to read", async () => {
  const { slug } = await making(root).team();
  const reader = await machineOf(latchkey, root, slug, { scopes: ["read"] });
  const team = `/v1/teams/${slug}`;
  expect((await reader.send("GET", team)).status).toBe(200);
  for (const method of ["PATCH", "DELETE"]) {
    const body = { code: "forbidden", detail: expect.stringContaining("No method is overridden") };
    expect(await reader.send("GET", team, undefined, { "X-HTTP-Method-Override": method })).toMatchObject({
      status: 403,
      body,
    });
    expect(await root("GET", team, undefined, { "X-HTTP-Method-Override": method })).toMatchObject({
      status: 403,
      body,
    });
  }
  expect((await root("GET", team)).status).toBe(200);
});
