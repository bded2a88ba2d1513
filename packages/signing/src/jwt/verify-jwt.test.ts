import { generateKeyPairSync } from "node:crypto";
import { createLocalJWKSet, jwtVerify, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { ec, hs, now, policy, rsa, rsaPem, secret } from "../../test/tokens.ts";
import { importJwtSigningKey } from "./jwt-signing-key.ts";
import { signJwt } from "./sign-jwt.ts";
import { type JwtKeySource, type JwtOptions, verifyJwt } from "./verify-jwt.ts";

const other = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = (key: typeof rsa, more: object = {}) => ({ ...key.publicKey.export({ format: "jwk" }), ...more });
const claims = { iss: "https://issuer.example", aud: "api", sub: "me", exp: now + 60 };
const hs256 = { algorithms: ["HS256"], ...policy, now } satisfies JwtOptions;
const rs256 = { ...hs256, algorithms: ["RS256"] } satisfies JwtOptions;
const byJose = (key: Parameters<SignJWT["sign"]>[0], header: { alg: string; kid?: string; typ?: string }) =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);
const refusal = async (token: string, keys: JwtKeySource, options: JwtOptions) => {
  const verdict = await verifyJwt(token, keys, options);
  return verdict.outcome === "refused" ? verdict.reason : verdict.outcome;
};

describe("a token that is verified in one call", () => {
  it("is refused when its public key was taken for a shared secret", async () => {
    const forged = hs('{"alg":"HS256"}', JSON.stringify(claims), Buffer.from(rsaPem));
    expect(await refusal(forged, { pem: rsaPem }, rs256)).toBe("wrong-algorithm");
    expect(await refusal(forged, { keys: [jwk(rsa)] }, { ...rs256, algorithms: ["RS256", "HS256"] })).toBe(
      "no-key",
    );
  });

  it.each([
    ["no token", "malformed-token"],
    [hs('{"alg":"none"}', JSON.stringify(claims)), "wrong-algorithm"],
    [hs('{"alg":"HS256","crit":["x"],"x":1}', JSON.stringify(claims)), "malformed-token"],
    [hs('{"alg":"HS256"}', JSON.stringify(claims), Buffer.alloc(32)), "bad-signature"],
    [hs('{"alg":"HS256"}', JSON.stringify({ ...claims, exp: undefined })), "expiry-missing"],
    [hs('{"alg":"HS256"}', JSON.stringify({ ...claims, exp: now - 61 })), "expired"],
    [hs('{"alg":"HS256"}', JSON.stringify({ ...claims, iss: "other" })), "wrong-issuer"],
    [hs('{"alg":"HS256"}', JSON.stringify({ ...claims, aud: "other" })), "wrong-audience"],
  ])("is refused with a stable code: %s", async (token, reason) => {
    expect(await refusal(token, { secret }, hs256)).toBe(reason);
    await expect(
      jwtVerify(token, secret, { ...policy, currentDate: new Date(now * 1000), requiredClaims: ["exp"] }),
    ).rejects.toThrow();
  });

  it("is refused when it is of another type", async () => {
    const token = await byJose(secret, { alg: "HS256", typ: "at+jwt" });
    expect(await refusal(token, { secret }, { ...hs256, type: "JWT" })).toBe("wrong-type");
    expect(await refusal(token, { secret }, { ...hs256, type: "application/AT+JWT" })).toBe("accepted");
  });

  it("tells payload, header and until when it holds", async () => {
    const token = await byJose(secret, { alg: "HS256", kid: "k" });
    const text = secret.toString("latin1");
    const accepted = {
      outcome: "accepted",
      payload: claims,
      protectedHeader: { alg: "HS256", kid: "k" },
      validUntil: now + 120,
    };
    expect(await verifyJwt(token, { secret }, hs256)).toEqual(accepted);
    expect(await verifyJwt(token, { secret: text }, hs256)).toEqual(accepted);
  });

  it("takes the clock's time where it is given none", async () => {
    const key = await importJwtSigningKey("HS256", { secret });
    const exp = Math.floor(Date.now() / 1000) + 300;
    const options = { algorithms: ["HS256"] } as const;
    expect(await refusal(await signJwt({ exp }, key), { secret }, options)).toBe("accepted");
    expect(await refusal(await signJwt({ exp: now }, key), { secret }, options)).toBe("expired");
  });
});

describe("a set of keys", () => {
  const keys = [
    jwk(other, { kid: "old" }),
    jwk(rsa, { kid: "new" }),
    { kty: "new-kind" },
    jwk(rsa, { use: "enc" }),
  ];

  it("verifies as jose does: with the key that the token names, or any where it names none", async () => {
    const jose = createLocalJWKSet({ keys: keys.slice(0, 2) });
    const options = { ...policy, currentDate: new Date(now * 1000) };
    for (const [kid, key, outcome] of [
      ["new", rsa, "accepted"],
      ["old", rsa, "bad-signature"],
      ["gone", rsa, "no-key"],
    ] as const) {
      const token = await byJose(key.privateKey, { alg: "RS256", kid });
      expect(await refusal(token, { keys }, rs256)).toBe(outcome);
      const found = await jwtVerify(token, jose, options).then(
        () => true,
        () => false,
      );
      expect(found).toBe(outcome === "accepted");
    }
    const nameless = await byJose(rsa.privateKey, { alg: "RS256" });
    expect(await refusal(nameless, { keys }, rs256)).toBe("accepted");
  });

  it("has no key when none of it is for the algorithm", async () => {
    const token = await byJose(ec.privateKey, { alg: "ES256" });
    expect(await refusal(token, { keys }, { ...rs256, algorithms: ["RS256", "ES256"] })).toBe("no-key");
    expect(await refusal(token, { keys: [] }, { ...rs256, algorithms: ["ES256"] })).toBe("no-key");
  });

  it("may be found by what the token says", async () => {
    const token = await byJose(rsa.privateKey, { alg: "RS256", kid: "new" });
    const asked: unknown[] = [];
    const find: JwtKeySource = async (header, payload) => {
      asked.push(header["kid"], payload["iss"]);
      return { keys };
    };
    expect(await refusal(token, find, rs256)).toBe("accepted");
    expect(asked).toEqual(["new", "https://issuer.example"]);
    expect(await refusal(token, () => undefined, rs256)).toBe("no-key");
    const outage = new Error("the keys cannot be fetched");
    await expect(verifyJwt(token, () => Promise.reject(outage), rs256)).rejects.toBe(outage);
  });
});
