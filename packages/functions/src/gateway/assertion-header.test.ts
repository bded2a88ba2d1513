import { publicAssertionKeys } from "@latchkey/core/assertion/assertion-keys";
import { Unavailable } from "@latchkey/core/outage";
import { aRing, keysOf } from "@latchkey/core/testing/records";
import { createLocalJWKSet, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";

const ring = aRing("k1");
const keys = keysOf(ring);

/** An upstream that answers with the headers and the digest it was sent. */
const anUpstream = async () => {
  const seen: (string | undefined)[] = [];
  const { url } = await startUpstream(async (request, response) => {
    for await (const _chunk of request);
    seen.push(request.headersDistinct["latchkey-assertion"]?.join(" | "));
    response.end();
  });
  return { url, seen };
};

describe("a service that wants a proof of each call", () => {
  it("gets no call at all while there is no key to prove it with", async () => {
    const { url, seen } = await anUpstream();
    const down = async () => Promise.reject(new Unavailable("no keys"));
    const { send } = aGateway(serviceAt(url, { assertion: true }), { keys: { ring: down, refresh: down } });
    expect((await send()).status).toBe(503);
    expect(seen).toEqual([]);
  });

  it("gets ours, over the body that it gets, and never one that a client wrote", async () => {
    const { url, seen } = await anUpstream();
    const { send } = aGateway(serviceAt(url, { assertion: true }), { keys });
    const headers = { "Latchkey-Assertion": ["forged"], latchkey_assertion: ["forged"] };
    const { status } = await send({ method: "POST", headers, body: Buffer.from("hello") });
    expect(status).toBe(200);
    const { payload } = await jwtVerify(seen[0] ?? "", createLocalJWKSet(publicAssertionKeys(ring)), {
      issuer: "https://api.latchkey.test",
      audience: "echo",
    });
    expect(payload).toMatchObject({
      sub: "con_1",
      credential: "crd_1",
      subscription: "sub_1",
      requestId: "ext-1",
      bodySha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
    });
  });
});

describe("a service that wants no proof", () => {
  it("gets none, not even a client's, and its calls need no key", async () => {
    const { url, seen } = await anUpstream();
    const { send } = aGateway(serviceAt(url));
    expect((await send({ headers: { "Latchkey-Assertion": ["forged"] } })).status).toBe(200);
    expect(seen).toEqual([undefined]);
  });
});
