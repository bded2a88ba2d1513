import { generateKeyPairSync } from "node:crypto";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { describe, expect, it } from "vitest";
import { type AccessTokenClaims, signAccessToken } from "../../../access-token/sign-access-token.ts";
import { publicTokenRing, tokenKey } from "../../../access-token/token-keys.ts";
import type { KeyRing } from "../../../key-ring/key-ring.ts";
import { aForgedRing, aRing, keysOf } from "../../../testing/records.ts";
import { checkAccessToken, isLiving } from "./check-access-token.ts";

const ISSUER = "https://api.test";
const ring = aRing("t1");
const CLIENT = `cl_${"0".repeat(16)}abcdef`;
const CLAIMS: AccessTokenClaims = {
  ...{
    iss: ISSUER,
    sub: CLIENT,
    client_id: CLIENT,
    aud: "https://gateway.test",
    jti: "1",
    iat: 100,
    exp: 200,
  },
};

const check = (token: string, of: KeyRing = ring) => {
  const jwt = parseJwt(token);
  return jwt ? checkAccessToken(keysOf(publicTokenRing(of)), jwt, ISSUER) : Promise.resolve("no JWT");
};
const signed = (claims: object, of: KeyRing = ring) =>
  signAccessToken(tokenKey(of), { ...CLAIMS, ...claims });

const headed = (header: object) => {
  const [, claims = "", signature = ""] = signed({}).split(".");
  return `${Buffer.from(JSON.stringify(header)).toString("base64url")}.${claims}.${signature}`;
};

describe("an access token of the stage's own", () => {
  it.each<[what: string, claims: object, held: object]>([
    [
      "its client, and where that is",
      {},
      { clientId: CLIENT, place: { consumerId: `con_${"0".repeat(16)}`, lookup: "abcdef" } },
    ],
    ["where it is good", {}, { audience: "https://gateway.test" }],
    ["its times, however they lie", { iat: 300, exp: 200.5 }, { jti: "1", iat: 300, exp: 200.5 }],
    ["its scopes", { scope: "a b" }, { scopes: ["a", "b"] }],
    ["no scope of an empty list", { scope: "" }, { scopes: [] }],
    ["no empty scope", { scope: "  a " }, { scopes: ["a"] }],
  ])("tells %s", async (_what, claims, held) => {
    expect(await check(signed(claims))).toMatchObject(held);
  });

  it("names no scopes where it is as wide as its client", async () => {
    expect(await check(signed({}))).not.toHaveProperty("scopes");
  });

  it.each<[what: string, claims: object]>([
    ["another issuer's", { iss: "https://api.test/" }],
    ["of no issuer", { iss: undefined }],
    ["of no client", { client_id: undefined }],
    ["of another subject", { sub: `${CLIENT.slice(0, -1)}g` }],
    ["of no subject", { sub: undefined }],
    ["of a name that is no client's", { client_id: "ana", sub: "ana" }],
    ["of a client in a list", { client_id: [CLIENT] }],
    ["for no audience", { aud: undefined }],
    ["for several", { aud: ["https://gateway.test"] }],
    ["without an id", { jti: undefined }],
    ["without a beginning", { iat: undefined }],
    ["without an end", { exp: undefined }],
    ["with an end that is a text", { exp: "200" }],
    ["with scopes that are a list", { scope: ["a"] }],
    ["with scopes that are null", { scope: null }],
  ])("is none that is %s, though its signature holds", async (_what, claims) => {
    expect(await check(signed(claims))).toBeUndefined();
  });

  it.each<[what: string, token: string]>([
    ["by a forged key of a known id", signed({}, aForgedRing("t1"))],
    ["by a key that is not in the ring", signed({}, aRing("t2"))],
    ["under another type", headed({ alg: "ES256", typ: "JWT", kid: "t1" })],
    ["under no type", headed({ alg: "ES256", kid: "t1" })],
    ["under the type in capitals", headed({ alg: "ES256", typ: "AT+JWT", kid: "t1" })],
    ["without a key's id", headed({ alg: "ES256", typ: "at+jwt" })],
    [
      "by a key that is called like a member of every object",
      headed({ alg: "ES256", typ: "at+jwt", kid: "constructor" }),
    ],
    ["with no algorithm", headed({ alg: "none", typ: "at+jwt", kid: "t1" })],
    ["with the public key as a secret", headed({ alg: "HS256", typ: "at+jwt", kid: "t1" })],
    ["by another header", headed({ alg: "ES256", typ: "at+jwt", kid: "t1", more: 1 })],
    [
      "by a key of another's",
      signAccessToken(
        { id: "t1", key: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey },
        CLAIMS,
      ),
    ],
  ])("is none that is signed %s", async (_what, token) => {
    expect(await check(token)).toBeUndefined();
  });

  it("is checked with a key that the remembered ring lacks, which is asked for once", async () => {
    const asked: string[] = [];
    const jwt = parseJwt(signed({}));
    const keys = {
      ring: async (name: string) => {
        asked.push(name);
        return publicTokenRing(aRing("t0"));
      },
      refresh: async (name: string) => {
        asked.push(`${name} again`);
        return publicTokenRing(ring);
      },
    };
    expect(jwt && (await checkAccessToken(keys, jwt, ISSUER))).toMatchObject({ clientId: CLIENT });
    expect(asked).toEqual(["token-public", "token-public again"]);
  });
});

it.each([
  [199_999, true],
  [200_000, false],
])("a token that ends at 200 seconds lives at %d ms: %s", (now, living) => {
  expect(isLiving({ exp: 200 }, now)).toBe(living);
});
