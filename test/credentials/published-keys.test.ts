import { exportJWK } from "jose";
import { describe, expect, it } from "vitest";
import { bearer, called, issuer, withIssuer } from "./bearer.fixture.ts";
import { byRsa, inAnHour, rsa, token } from "./tokens.fixture.ts";

withIssuer();

describe("published keys", () => {
  it("are fetched once, and again for a new key id, but not for made-up ones", async () => {
    const iss = "https://jwks.example";
    const publish = async (kid: string, key: typeof rsa.publicKey) => ({
      ...(await exportJWK(key)),
      kid,
      use: "sig",
    });
    issuer.keys = [await publish("one", rsa.publicKey)];
    await called.caller({ type: "jwt", algorithm: "RS256", issuer: iss, jwksUri: issuer.url });
    const claims = { iss, sub: "x", exp: inAnHour() };
    const jwts = Array.from({ length: 20 }, (_, n) =>
      token({ alg: "RS256", kid: "one" }, { ...claims, n }, byRsa()),
    );
    const answers = await Promise.all(jwts.map(bearer));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(issuer.fetches).toBe(1);
    for (let n = 0; n < 10; n += 1)
      expect((await bearer(token({ alg: "RS256", kid: `made-up-${n}` }, claims, byRsa()))).status).toBe(401);
    expect(issuer.fetches).toBe(1);
    expect((await bearer(token({ alg: "RS256" }, claims, byRsa()))).status).toBe(200);
  });

  it("that cannot be fetched are an outage of ours towards the caller, never a way in", async () => {
    const iss = "https://nowhere.example";
    await called.caller({ type: "jwt", algorithm: "RS256", issuer: iss, jwksUri: "http://127.0.0.1:9/jwks" });
    const { status, json } = await bearer(
      token({ alg: "RS256" }, { iss, sub: "x", exp: inAnHour() }, byRsa()),
    );
    expect([status, json.code]).toEqual([503, "unavailable"]);
  });
});
