import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { as } from "../support/management.ts";
import { basicOf, calledByClients, claimsOf, GRANT } from "./oauth2.fixture.ts";

const { called, clients } = calledByClients();

describe("a token", () => {
  it("says what RFC 9068 asks for, and who calls reaches the upstream without it", async () => {
    const client = await clients().client();
    const { status, json, headers } = await clients().ask([GRANT], { authorization: basicOf(client) });
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.any(String),
      token_type: "Bearer",
      expires_in: 900,
      scope: "",
    });
    expect(headers["cache-control"]).toBe("no-store");
    const { iat = 0, exp, jti, ...claims } = claimsOf(json.access_token);
    expect(claims).toEqual({
      iss: called().latchkey.control,
      sub: client.id,
      client_id: client.id,
      aud: called().latchkey.gateway,
    });
    expect([exp, jti]).toEqual([iat + 900, expect.stringMatching(/^[\w-]{22}$/)]);
    const echo = (await (await clients().call(json.access_token)).json()) as {
      headers: Record<string, string[]>;
    };
    expect(echo.headers["authorization"]).toBeUndefined();
    expect(echo.headers["x-credential-id"]).toEqual([client.credential.id]);
  });

  it("for one service is good there alone", async () => {
    const client = await clients().client();
    await called().make.apply(client.consumer, called().other);
    await called().make.subscription(client.consumer, "latchkey");
    const token = await clients().tokenOf(client, ["resource", called().url()]);
    expect(claimsOf(token).aud).toBe(called().url());
    expect((await clients().call(token)).status).toBe(200);
    expect((await clients().call(token, `${called().latchkey.gateway}/${called().other}`)).status).toBe(401);
    expect((await clients().call(token, `${called().latchkey.control}/v1/me`)).status).toBe(401);
    const whole = await clients().tokenOf(client, ["resource", `${called().latchkey.gateway}/`]);
    expect((await clients().call(whole, `${called().latchkey.gateway}/${called().other}`)).status).toBe(200);
    expect((await clients().call(whole, `${called().latchkey.control}/v1/me`)).status).toBe(200);
  });

  it("for the gateway is good for what its consumer subscribes to later", async () => {
    const client = await clients().client();
    const token = await clients().tokenOf(client);
    expect((await clients().call(token, `${called().latchkey.gateway}/${called().other}`)).status).toBe(403);
    await called().make.apply(client.consumer, called().other);
    expect((await clients().call(token, `${called().latchkey.gateway}/${called().other}`)).status).toBe(200);
  });

  it("lives as long as its client says, and no longer than its client", async () => {
    const expiresAt = new Date(Date.now() + 120_000).toISOString();
    const [short, ending] = await Promise.all([
      clients().client({ accessTokenSeconds: 60 }),
      clients().client({ accessTokenSeconds: 3600, expiresAt }),
    ]);
    const asked = async (client: typeof short) =>
      (await clients().ask([GRANT], { authorization: basicOf(client) })).json.expires_in;
    expect(await asked(short)).toBe(60);
    expect(await asked(ending)).toBeLessThanOrEqual(120);
  });

  it("is asked for by body too, with parameters that are unknown or empty", async () => {
    const { id, password } = await clients().client();
    const form = [
      GRANT,
      ["client_id", id],
      ["client_secret", password],
      ["scope", ""],
      ["audience", "x"],
    ] as const;
    expect((await clients().ask(form)).status).toBe(200);
    expect(
      (
        await clients().ask([GRANT], {
          authorization: basicOf({ id: encodeURIComponent(id), password: encodeURIComponent(password) }),
        })
      ).status,
    ).toBe(200);
  });
});

/** A service whose calls need `read` or `write`. */
const scopedService = () =>
  called().make.service("providers", {
    upstream: { url: called().echo },
    approval: "auto",
    scopes: [
      { name: "read", methods: ["GET"] },
      { name: "write", methods: ["POST"] },
    ],
  });

describe("scopes", () => {
  it("are those that were asked for, and never more than the client's", async () => {
    const service = await scopedService();
    const client = await clients().client({ scopes: ["read"] });
    await called().make.apply(client.consumer, service.slug);
    const url = `${called().latchkey.gateway}/${service.slug}`;
    const asked = await clients().ask([GRANT, ["scope", "read"], ["resource", url]], {
      authorization: basicOf(client),
    });
    expect([asked.json.scope, claimsOf(asked.json.access_token)["scope"]]).toEqual(["read", "read"]);
    expect((await clients().call(asked.json.access_token, url)).status).toBe(200);
    const wide = await clients().client();
    await called().make.apply(wide.consumer, service.slug);
    const post = (token: string) =>
      fetch(url, { method: "POST", headers: { Authorization: `Bearer ${token}` } });
    expect((await post(await clients().tokenOf(wide))).status).toBe(200);
    expect((await post(await clients().tokenOf(wide, ["scope", "read"]))).status).toBe(403);
    expect(
      (await post(await clients().tokenOf(wide, ["scope", "read write"], ["resource", url]))).status,
    ).toBe(200);
    expect(
      (await clients().ask([GRANT, ["scope", "admin"], ["resource", url]], { authorization: basicOf(wide) }))
        .json.error,
    ).toBe("invalid_scope");
  });

  it("a name that contains another at the management API contains none at a service", async () => {
    const service = await scopedService();
    const client = await clients().client({ scopes: ["write"] });
    await called().make.apply(client.consumer, service.slug);
    const token = await clients().tokenOf(client, ["scope", "read"]);
    expect((await clients().call(token, `${called().latchkey.gateway}/${service.slug}`)).status).toBe(403);
  });
});

describe("the management API", () => {
  it("takes a token as it takes the consumer's key", async () => {
    const client = await clients().client();
    await called().make.subscription(client.consumer, "latchkey");
    const send = as(called().latchkey, { Authorization: `Bearer ${await clients().tokenOf(client)}` });
    expect((await send("GET", "/v1/me")).body).toMatchObject({ kind: "machine" });
    expect(
      (await send("POST", "/v1/consumers", { name: `by-token-${randomUUID()}`, team: "callers" })).status,
    ).toBe(201);
  });

  it("lets a token do no more than its own scopes, though its client may", async () => {
    const client = await clients().client({ scopes: ["owner"] });
    await called().make.subscription(client.consumer, "latchkey", { scopes: ["owner"] });
    const as_ = async (...scope: string[]) =>
      as(called().latchkey, {
        Authorization: `Bearer ${await clients().tokenOf(client, ...scope.map((each) => ["scope", each] as const))}`,
      });
    const consumer = () => ({ name: `by-token-${randomUUID()}`, team: "callers" });
    const read = await as_("read");
    expect((await read("GET", "/v1/consumers")).status).toBe(200);
    expect((await read("POST", "/v1/consumers", consumer())).status).toBe(403);
    const write = await as_("write");
    const made = await write("POST", "/v1/consumers", consumer());
    expect(made.status).toBe(201);
    const issue = (send: typeof read, scopes: string[]) =>
      send("POST", `/v1/consumers/${made.body.id}/credentials`, { name: "k", type: "api-key", scopes });
    expect((await issue(write, ["owner"])).status).toBe(403);
    expect((await issue(write, ["write"])).status).toBe(201);
    const all = await as_();
    expect((await issue(all, ["owner"])).status).toBe(201);
  });
});

it("the authorization endpoint authorizes nobody", async () => {
  const answer = await fetch(`${called().latchkey.control}/oauth2/authorize?response_type=code&client_id=a`);
  expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([
    400,
    "unsupported_response_type",
  ]);
});
