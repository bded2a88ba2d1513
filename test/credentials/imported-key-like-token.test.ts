import { describe, expect, it } from "vitest";
import { type Lines, PLACES, severalCredentials } from "./several-credentials.fixture.ts";
import { byHmac, inAnHour, token } from "./tokens.fixture.ts";

const { call, called, sendAt } = severalCredentials();

describe("an imported key that looks like a token", () => {
  const claims = { iss: "supabase", ref: "abcdefghij", role: "anon", iat: 1, exp: 4_000_000_000 };
  const made = (more: object) =>
    token({ alg: "HS256" }, { ...claims, ...more }, byHmac("a secret of somebody else's"));

  it.each([
    ["Authorization: Bearer", (value: string) => [["Authorization", `Bearer ${value}`]]],
    ["Authorization: ApiKey", (value: string) => [["Authorization", `ApiKey ${value}`]]],
    ["X-API-Key", (value: string) => [["X-API-Key", value]]],
    ["apikey", (value: string) => [["apikey", value]]],
    [
      "apikey and Bearer, as supabase-js sends it",
      (value: string) => [
        ["apikey", value],
        ["Authorization", `Bearer ${value}`],
      ],
    ],
  ] as [string, (value: string) => Lines][])("holds as %s", async (what, headers) => {
    const apiKey = made({ jti: what.slice(-12) });
    await called().caller({ apiKey });
    const { status, json } = await call(headers(apiKey));
    expect([status, json.headers?.authorization, json.headers?.apikey]).toEqual([200, undefined, undefined]);
    expect((await call(headers(made({ jti: "another" })))).status).toBe(401);
  });

  it.each(PLACES)("holds in the %s %s where its credential says so", async (where, name, at) => {
    const apiKey = made({ jti: name });
    await called().caller({ apiKey, in: [{ where, name }] });
    const { status, text } = await sendAt(at(apiKey));
    expect(status).toBe(200);
    expect(text).not.toContain(apiKey);
    expect((await call([["X-API-Key", apiKey]])).status).toBe(401);
  });

  it("takes over no tokens: a value that its signature proves is a token", async () => {
    const secret = "a secret that both of them have seen";
    const holder = await called().caller({
      type: "jwt",
      algorithm: "HS256",
      issuer: "https://seen.several.example",
      secret,
    });
    const jwt = token(
      { alg: "HS256" },
      { iss: "https://seen.several.example", sub: "x", exp: inAnHour() },
      byHmac(secret),
    );
    await called().caller({ apiKey: jwt });
    const { status, json } = await call([["Authorization", `Bearer ${jwt}`]]);
    expect([status, json.headers["x-credential-id"]]).toEqual([200, [holder.credential.id]]);
  });
});
