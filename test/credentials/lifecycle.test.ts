import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, type OwnCalled, startCalled } from "./called.fixture.ts";
import { type Received, sendRaw } from "./send-raw.fixture.ts";
import { byHmac, inAnHour, token } from "./tokens.fixture.ts";

let called: OwnCalled;
beforeAll(async () => {
  called = await startCalled();
});
afterAll(() => called.stop());

/** Seconds that the clocks of Latchkey and of its clients are ahead. */
let ahead = 0;
const setClock = async (seconds: number) => {
  await called.root("PUT", "/_local/clock", { offsetSeconds: seconds });
  ahead = seconds;
};

type Use = (secret: Record<string, string>, rest?: string) => Promise<Received>;
const call = (headers: Record<string, string>, rest = "/orders", method = "GET") =>
  sendRaw(called.url(rest), { headers, method });

const TYPES: Record<string, { fields: object; use: Use }> = {
  "api-key": { fields: {}, use: ({ apiKey = "" }, rest) => call({ "X-API-Key": apiKey }, rest) },
  basic: {
    fields: { type: "basic" },
    use: ({ username, password }, rest) =>
      call({ Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` }, rest),
  },
  jwt: {
    fields: { type: "jwt", algorithm: "HS256", issuer: "https://life.example" },
    use: ({ secret = "" }, rest) =>
      call(
        {
          Authorization: `Bearer ${token({ alg: "HS256" }, { iss: "https://life.example", sub: "x", exp: inAnHour() + ahead }, byHmac(secret))}`,
        },
        rest,
      ),
  },
  aksk: {
    fields: { type: "aksk" },
    use: async ({ accessKey = "", secretKey = "" }, rest = "/orders") =>
      call(
        await signAws4(
          { method: "GET", url: called.url(rest) },
          { accessKey, secretKey, region: "eu", service: "execute-api" },
          new Date(Date.now() + ahead * 1000),
        ),
        rest,
      ),
  },
};
const rows = Object.entries(TYPES).map(([type, row]) => ({ type, ...row }));

const pathOf = ({ consumer, credential }: Caller) =>
  `/v1/consumers/${consumer.id}/credentials/${credential.id}`;
const change = (caller: Caller, patch: object) => called.root("PATCH", pathOf(caller), patch);
/** Once the five seconds are over that a record may be behind. */
const afterFive = async (use: () => Promise<Received>): Promise<Received> => {
  await setClock(ahead + 5);
  return use();
};

describe.each(rows)("a credential of type $type", ({ fields, use }) => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await called.caller(fields);
  });

  it("works at once, and its use is recorded", async () => {
    const begun = Date.now();
    expect((await use(caller.secret)).status).toBe(200);
    const { body } = await called.root("GET", pathOf(caller));
    expect(Date.parse(body.lastUsedAt)).toBeGreaterThanOrEqual(begun);
    expect(JSON.stringify(body)).not.toContain("sealed");
  });

  it("is refused while it is disabled, and works as soon as it is enabled", async () => {
    await change(caller, { status: "disabled" });
    expect((await afterFive(() => use(caller.secret))).status).toBe(401);
    await change(caller, { status: "enabled" });
    expect((await use(caller.secret)).status).toBe(200);
  });

  it("is bound to its addresses and scopes from the moment that they are felt", async () => {
    await change(caller, { allowedIps: ["192.0.2.0/24"] });
    expect((await afterFive(() => use(caller.secret))).json.code).toBe("ip-not-allowed");
    await change(caller, { allowedIps: ["127.0.0.0/8"] });
    expect((await use(caller.secret)).status).toBe(200);
  });

  it("has a second secret that works at once after a rotation, and a former one until the overlap is over", async () => {
    const { body } = await called.root("POST", `${pathOf(caller)}/rotate`, { overlapSeconds: 600 });
    expect((await use(body.secret)).status).toBe(200);
    expect((await use(caller.secret)).status).toBe(200);
    await setClock(ahead + 601);
    expect((await use(caller.secret)).status).toBe(401);
    expect((await use(body.secret)).status).toBe(200);
    caller = { ...caller, secret: body.secret };
  });

  it("tells when each of its secrets was used last while two work", async () => {
    const minutesOn = () => setClock(ahead + 120);
    const uses = async () => {
      const { body } = await called.root("GET", pathOf(caller));
      const [current, former] = body.secrets;
      for (const { lastUsedAt } of [current, former]) expect(lastUsedAt > body.lastUsedAt).toBe(false);
      return [current, former].map(({ lastUsedAt }) => lastUsedAt > current.createdAt);
    };
    const rotated = async () => {
      await minutesOn();
      return (await called.root("POST", `${pathOf(caller)}/rotate`, {})).body.secret;
    };
    const next = await rotated();
    await use(next);
    expect(await uses()).toEqual([true, false]);
    await minutesOn();
    await use(caller.secret);
    expect(await uses()).toEqual([true, true]);
    const last = await rotated();
    await use(next);
    expect(await uses()).toEqual([false, true]);
    caller = { ...caller, secret: last };
  });

  it("has only its new secret after a rotation without overlap", async () => {
    const { body } = await called.root("POST", `${pathOf(caller)}/rotate`, { overlapSeconds: 0 });
    expect((await use(body.secret)).status).toBe(200);
    expect((await use(caller.secret)).status).toBe(401);
    caller = { ...caller, secret: body.secret };
  });

  it("ends at its end, to the second, remembered or not", async () => {
    // Twenty minutes are more than this test takes, so a call long before and one at the end are on different sides of it.
    const end = ahead + 1200;
    await change(caller, { expiresAt: new Date(Date.now() + end * 1000).toISOString() });
    expect((await afterFive(() => use(caller.secret))).status).toBe(200);
    await setClock(end);
    expect((await use(caller.secret)).status).toBe(401);
    await change(caller, { expiresAt: null });
    expect((await use(caller.secret)).status).toBe(200);
  });

  it("is gone when it is revoked, within five seconds", async () => {
    expect((await use(caller.secret)).status).toBe(200);
    await called.root("DELETE", pathOf(caller));
    expect((await afterFive(() => use(caller.secret))).status).toBe(401);
  });
});

describe("scopes", () => {
  it("cover a call that credential and subscription both have one for", async () => {
    const service = await called.make.service("providers", {
      approval: "auto",
      scopes: [
        { name: "read", methods: ["GET"] },
        { name: "orders", paths: ["/orders/*"] },
      ],
    });
    const consumer = await called.make.consumer("callers");
    await called.make.apply(consumer, service.slug, { scopes: ["read"] });
    const code = async (credential: object, rest: string, method = "GET") => {
      const { secret } = await called.make.credential(consumer, credential);
      const { json } = await sendRaw(`${called.latchkey.gateway}/${service.slug}${rest}`, {
        method,
        headers: { "X-API-Key": secret.apiKey },
      });
      return json?.code;
    };
    // The upstream is nowhere: what gets there is answered 502.
    expect(await code({}, "/anything")).toBe("upstream-unreachable");
    expect(await code({}, "/orders/1", "POST")).toBe("scope-missing");
    expect(await code({ scopes: ["orders"] }, "/orders/1")).toBe("scope-missing");
    expect(await code({ scopes: ["read", "orders"] }, "/orders/1")).toBe("upstream-unreachable");
  });
});

describe("a name that credentials are found by", () => {
  it.each([
    ["an API key", { apiKey: "one-imported-key-of-all" }],
    ["a user name", { type: "basic", username: "one-of-all", password: "long-enough" }],
    ["an access key", { type: "aksk", accessKey: "ONEOFALL", secretKey: "a-secret-of-some-length" }],
    ["a token's identity", { type: "jwt", algorithm: "HS256", issuer: "https://one.example", subject: "s" }],
  ])("is held once among all consumers, and free again when it is revoked: %s", async (_name, fields) => {
    const first = await called.caller(fields);
    const second = await called.make.consumer("callers");
    const again = () =>
      called.root("POST", `/v1/consumers/${second.id}/credentials`, {
        name: "second",
        type: "api-key",
        ...fields,
      });
    const { status, body } = await again();
    expect([status, body.code]).toEqual([409, "credential-taken"]);
    expect(JSON.stringify(body)).not.toContain(first.consumer.id);
    await called.root("DELETE", pathOf(first));
    expect((await again()).status).toBe(201);
  });
});
