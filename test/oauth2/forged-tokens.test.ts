import { createPublicKey } from "node:crypto";
import { tokenKey } from "@latchkey/core/access-token/token-keys";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { FORGED, type Forging, made, ringsIn } from "./forged-tokens.fixture.ts";
import { type Client, calledByClients } from "./oauth2.fixture.ts";

const { called, clients } = calledByClients();
let client: Client;
let token: string;
let forging: Forging;

beforeAll(async () => {
  const [one, other] = await Promise.all([clients().client(), clients().client()]);
  client = one;
  token = await clients().tokenOf(client);
  forging = {
    called: called(),
    clients: clients(),
    client,
    other,
    token,
    rings: await ringsIn(called().latchkey.data),
  };
});

describe("an access token", () => {
  it("is served as it is", async () => {
    expect((await clients().call(token)).status).toBe(200);
    expect((await clients().call(await made(forging, {}))).status).toBe(200);
  });

  it.each(FORGED)("is refused %s", async (_what, forge) => {
    const forged = await forge(forging);
    const call = await clients().call(forged);
    const problem = (await call.json()) as { code: string };
    expect([call.status, problem.code]).toEqual([401, "invalid-credential"]);
    expect(
      (await fetch(`${called().latchkey.control}/v1/me`, { headers: { Authorization: `Bearer ${forged}` } }))
        .status,
    ).toBe(401);
  });

  it.each([
    ["in the address (RFC 6750, 5.3)", () => fetch(`${called().url()}?access_token=${token}`)],
    ["in a cookie", () => fetch(called().url(), { headers: { Cookie: `token=${token}` } })],
    ["in the header of API keys", () => fetch(called().url(), { headers: { "X-API-Key": token } })],
    [
      "as Basic",
      () =>
        fetch(called().url(), {
          headers: { Authorization: `Basic ${Buffer.from(`${client.id}:${token}`).toString("base64")}` },
        }),
    ],
  ])("is no credential %s", async (_what, send) => {
    expect((await send()).status).toBe(401);
  });

  it.each([
    ["oauth2", 200],
    ["jwt", 200],
    ["apikey", 401],
    ["basic", 401],
  ])("is looked for where Authorization-Type is %s: %i", async (type, status) => {
    expect((await clients().call(token, called().url(), { "Authorization-Type": type })).status).toBe(status);
  });

  it("of another issuer is none that Authorization-Type oauth2 looks for", async () => {
    const jwt = await called().caller({
      type: "jwt",
      issuer: "https://issuer.oauth2.test",
      secret: "s".repeat(32),
    });
    const theirs = await new SignJWT({
      iss: "https://issuer.oauth2.test",
      exp: Math.floor(Date.now() / 1000) + 60,
    })
      .setProtectedHeader({ alg: "HS256" })
      .sign(Buffer.from("s".repeat(32)));
    expect(jwt.credential["type"]).toBe("jwt");
    expect((await clients().call(theirs)).status).toBe(200);
    expect((await clients().call(theirs, called().url(), { "Authorization-Type": "oauth2" })).status).toBe(
      401,
    );
  });

  it("imported as a key of another consumer takes over none of the client's calls", async () => {
    const thief = await called().make.consumer("callers");
    await called().make.apply(thief, called().service);
    const short = await clients().tokenOf(client);
    const imported = await called().root("POST", `/v1/consumers/${thief.id}/credentials`, {
      name: "stolen",
      type: "api-key",
      apiKey: short.slice(0, 256),
    });
    expect([201, 400]).toContain(imported.status);
    const echo = (await (await clients().call(short)).json()) as { headers: Record<string, string[]> };
    expect(echo.headers["x-consumer-id"]).toEqual([client.consumer.id]);
  });
});

it.each(["", "/", " "])("no jwt credential names the management API as its issuer: %j", async (end) => {
  const consumer = await called().make.consumer("callers");
  const { status, body } = await called().root("POST", `/v1/consumers/${consumer.id}/credentials`, {
    name: "forged",
    type: "jwt",
    issuer: `${called().latchkey.control}${end}`,
    secret: "s".repeat(32),
  });
  expect([status, body.errors[0].pointer]).toEqual([400, "/issuer"]);
});

it("what the published keys say is what signs", async () => {
  const answer = await fetch(`${called().latchkey.control}/oauth2/jwks`);
  const { token: ring } = forging.rings;
  const half = createPublicKey(tokenKey(ring).key).export({ format: "jwk" });
  expect(await answer.json()).toEqual({ keys: [{ ...half, kid: ring.current, alg: "ES256", use: "sig" }] });
});
