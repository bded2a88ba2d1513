import { describe, expect, it } from "vitest";
import { bearer, called, withIssuer } from "./bearer.fixture.ts";
import { byEd, byRsa, edTokens, inAnHour, rsa, spki, token } from "./tokens.fixture.ts";

withIssuer();

describe("an exact subject", () => {
  it("beats any of the same issuer, and only its own key speaks for it", async () => {
    const iss = "https://exact.example";
    const any = await called.caller(edTokens(iss));
    const exact = await called.caller({
      type: "jwt",
      algorithm: "RS256",
      issuer: iss,
      subject: "boss",
      publicKey: spki(rsa.publicKey),
    });
    const who = async (jwt: string) => (await bearer(jwt)).json.headers?.["x-credential-id"]?.[0];
    const claims = { iss, sub: "boss", exp: inAnHour() };
    expect(await who(token({ alg: "RS256" }, claims, byRsa()))).toBe(exact.credential.id);
    expect(await who(token({ alg: "EdDSA" }, { ...claims, sub: "clerk" }, byEd))).toBe(any.credential.id);
    expect(await who(token({ alg: "EdDSA" }, claims, byEd))).toBe(any.credential.id);
  });
});

describe("times", () => {
  it("are allowed the clock skew that the credential says, and no more", async () => {
    const iss = "https://times.example";
    await called.caller(edTokens(iss, { clockSkewSeconds: 10, maxLifetimeSeconds: 600 }));
    const now = Math.floor(Date.now() / 1000);
    const status = async (claims: object) =>
      (await bearer(token({ alg: "EdDSA" }, { iss, sub: "x", iat: now, ...claims }, byEd))).status;
    expect(await status({ exp: now + 600 })).toBe(200);
    expect(await status({ exp: now - 5 })).toBe(200);
    expect(await status({ exp: now - 11 })).toBe(401);
    expect(await status({ exp: now + 60, nbf: now + 8 })).toBe(200);
    expect(await status({ exp: now + 60, nbf: now + 30 })).toBe(401);
    expect(await status({ exp: now + 601 })).toBe(401);
    expect(await status({ exp: now + 60, iat: undefined })).toBe(401);
  });

  it("may be left out only where the credential says so", async () => {
    const iss = "https://timeless.example";
    await called.caller(edTokens(iss, { requireExpiry: false }));
    expect((await bearer(token({ alg: "EdDSA" }, { iss, sub: "x" }, byEd))).status).toBe(200);
  });
});
