import { randomBytes } from "node:crypto";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { newKeyRing } from "../key-ring/new-key-ring.ts";
import { aRing, NOW } from "../testing/records.ts";
import { type AccessTokenClaims, signAccessToken } from "./sign-access-token.ts";
import { checkingKey, publicTokenRing, publishedTokenKeys, tokenKey } from "./token-keys.ts";

const claims: AccessTokenClaims = {
  iss: "https://api.example.com",
  sub: "cl_1",
  client_id: "cl_1",
  aud: "https://gateway.example.com",
  iat: NOW / 1000,
  exp: NOW / 1000 + 60,
  jti: "1",
};

describe("a token", () => {
  it("is checked by others with the published keys", async () => {
    for (let n = 0; n < 20; n += 1) {
      const ring = newKeyRing(NOW, randomBytes);
      const token = signAccessToken(tokenKey(ring), claims);
      const { payload } = await jwtVerify(
        token,
        createLocalJWKSet(publishedTokenKeys(publicTokenRing(ring))),
        {
          algorithms: ["ES256"],
          typ: "at+jwt",
          currentDate: new Date(NOW),
        },
      );
      expect(payload).toEqual(claims);
      expect(decodeProtectedHeader(token)).toEqual({ alg: "ES256", typ: "at+jwt", kid: ring.current });
    }
  });
});

describe("the ring of public halves", () => {
  it("holds every key, each the public half of the same key always, and no secret", () => {
    const ring = aRing("k1", "k2");
    const shown = publicTokenRing(ring);
    expect(Object.keys(shown.keys)).toEqual(["k1", "k2"]);
    expect(publicTokenRing(ring)).toEqual(shown);
    for (const secret of Object.values(ring.keys)) expect(JSON.stringify(shown)).not.toContain(secret);
    const { d: _secret, ...half } = tokenKey(ring).key.export({ format: "jwk" });
    expect(checkingKey(shown, "k1")?.export({ format: "jwk" })).toEqual(half);
    expect(checkingKey(shown, "k3")).toBeUndefined();
  });
});
