import { createHmac, generateKeyPairSync, sign as nodeSign, verify as nodeVerify } from "node:crypto";
import { array, assert as check, constantFrom, oneof, property, string, tuple } from "fast-check";
import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { checkClaims } from "./check-claims.ts";
import { ecdsaToDer } from "./ecdsa-der.ts";
import {
  type JwtKey,
  type JwtKeyReading,
  jwtKeyFromJwk,
  jwtKeyFromPem,
  jwtKeyFromSecret,
} from "./jwt-key.ts";
import { parseJwt } from "./parse-jwt.ts";
import { verifyJwtSignature } from "./verify-jwt.ts";

const now = 1_700_000_000;
const secret = Buffer.from("0123456789abcdef0123456789abcdef");
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const rsaPem = rsa.publicKey.export({ format: "pem", type: "spki" }).toString();
const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
const attacker = generateKeyPairSync("rsa", { modulusLength: 2048 });
const attackerJwk = JSON.stringify(attacker.publicKey.export({ format: "jwk" }));

const hmac = usable(jwtKeyFromSecret(["HS256"], secret));
const rs256 = usable(jwtKeyFromPem(["RS256"], rsaPem));
const es256 = usable(jwtKeyFromJwk(["ES256"], { ...ec.publicKey.export({ format: "jwk" }) }));
const policy = { issuer: "https://issuer.example", audience: "api" };
const goodClaims = `{"iss":"https://issuer.example","aud":"api","sub":"me","exp":${now + 60}}`;
const goodHeader = '{"alg":"HS256"}';

function usable(reading: JwtKeyReading): JwtKey {
  if (reading.outcome !== "usable") throw new Error(reading.reason);
  return reading.key;
}

const b64 = (text: string | Uint8Array) => Buffer.from(text).toString("base64url");
const hs = (header: string, claims: string | Uint8Array, key: Uint8Array = secret) => {
  const input = `${b64(header)}.${b64(claims)}`;
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
};
const rs = (header: string, claims: string, key = attacker.privateKey) => {
  const input = `${b64(header)}.${b64(claims)}`;
  return `${input}.${nodeSign("sha256", Buffer.from(input), key).toString("base64url")}`;
};
const claimsWith = (members: string) => `{"iss":"https://issuer.example","aud":"api",${members}}`;
const good = hs(goodHeader, goodClaims);

function accepts(token: string, key: JwtKey = hmac): boolean {
  const jwt = parseJwt(token);
  return (
    jwt !== undefined &&
    verifyJwtSignature(jwt, key) &&
    checkClaims(jwt.claims, policy, now).outcome === "held"
  );
}

const [goodInput = ""] = /^[^.]*\.[^.]*/.exec(good) ?? [];
const live = `"exp":${now + 60}`;

describe("a JWT in an attacker's hands is refused", () => {
  it.each<[attack: string, token: string, key?: JwtKey]>([
    ["alg none, no signature", `${b64('{"alg":"none"}')}.${b64(goodClaims)}.`],
    ["alg None", `${b64('{"alg":"None"}')}.${b64(goodClaims)}.`],
    ["alg NONE", `${b64('{"alg":"NONE"}')}.${b64(goodClaims)}.`],
    ["alg nOnE with a signature", hs('{"alg":"nOnE"}', goodClaims)],
    ["alg in lower case", hs('{"alg":"hs256"}', goodClaims)],
    ["alg empty", hs('{"alg":""}', goodClaims)],
    ["alg missing", hs("{}", goodClaims)],
    ["alg a list", hs('{"alg":["HS256"]}', goodClaims)],
    ["alg only in __proto__", hs('{"__proto__":{"alg":"HS256"}}', goodClaims)],
    ["RS/HS confusion: HMAC with the public key", hs(goodHeader, goodClaims, Buffer.from(rsaPem)), rs256],
    ["RS/HS confusion: named RS256", hs('{"alg":"RS256"}', goodClaims, Buffer.from(rsaPem)), rs256],
    ["another algorithm of the same key", rs('{"alg":"RS512"}', goodClaims, rsa.privateKey), rs256],
    ["embedded jwk", rs(`{"alg":"RS256","jwk":${attackerJwk}}`, goodClaims), rs256],
    ["jku", rs('{"alg":"RS256","jku":"https://evil.example/jwks"}', goodClaims), rs256],
    ["x5u", rs('{"alg":"RS256","x5u":"https://evil.example/cert"}', goodClaims), rs256],
    ["kid with a path", hs('{"alg":"HS256","kid":"../../../../dev/null"}', goodClaims, Buffer.alloc(1))],
    ["kid with SQL", hs('{"alg":"HS256","kid":"x\' UNION SELECT \'k"}', goodClaims, Buffer.from("k"))],
    ["kid a number", hs('{"alg":"HS256","kid":1}', goodClaims)],
    ["crit unknown", hs('{"alg":"HS256","crit":["x"],"x":1}', goodClaims)],
    ["crit empty", hs('{"alg":"HS256","crit":[]}', goodClaims)],
    ["crit null", hs('{"alg":"HS256","crit":null}', goodClaims)],
    ["b64 false", hs('{"alg":"HS256","b64":false}', goodClaims)],
    ["b64 false with crit", hs('{"alg":"HS256","b64":false,"crit":["b64"]}', goodClaims)],
    ["psychic signature", `${b64('{"alg":"ES256"}')}.${b64(goodClaims)}.${b64(Buffer.alloc(64))}`, es256],
    ["ECDSA as DER", `${b64('{"alg":"ES256"}')}.${b64(goodClaims)}.${derOver(goodClaims)}`, es256],
    ["HMAC with an empty key", hs(goodHeader, goodClaims, Buffer.alloc(0))],
    ["no signature", `${goodInput}.`],
    ["half a signature", good.slice(0, -21)],
    ["exp as a string", hs(goodHeader, claimsWith(`"exp":"${now + 60}"`))],
    ["exp 1e400", hs(goodHeader, claimsWith('"exp":1e400'))],
    ["exp missing", hs(goodHeader, claimsWith('"sub":"me"'))],
    ["exp null", hs(goodHeader, claimsWith('"exp":null'))],
    ["exp only in __proto__", hs(goodHeader, claimsWith(`"__proto__":{${live}}`))],
    ["expired beyond the skew", hs(goodHeader, claimsWith(`"exp":${now - 60}`))],
    ["nbf in the future", hs(goodHeader, claimsWith(`${live},"nbf":${now + 61}`))],
    ["nbf as a string", hs(goodHeader, claimsWith(`${live},"nbf":"0"`))],
    ["iat as an object", hs(goodHeader, claimsWith(`${live},"iat":{}`))],
    ["iss and aud only in __proto__", hs(goodHeader, `{"__proto__":${goodClaims},${live}}`)],
    ["iss missing", hs(goodHeader, `{"aud":"api",${live}}`)],
    ["iss a list", hs(goodHeader, `{"iss":["https://issuer.example"],"aud":"api",${live}}`)],
    ["iss with a slash more", hs(goodHeader, `{"iss":"https://issuer.example/","aud":"api",${live}}`)],
    ["aud missing", hs(goodHeader, `{"iss":"https://issuer.example",${live}}`)],
    ["aud of somebody else", hs(goodHeader, `{"iss":"https://issuer.example","aud":["ap","apis"],${live}}`)],
    ["aud with an object in it", hs(goodHeader, `{"iss":"https://issuer.example","aud":["api",{}],${live}}`)],
    ["aud an object", hs(goodHeader, `{"iss":"https://issuer.example","aud":{"0":"api"},${live}}`)],
    ["claims a list", hs(goodHeader, `[${goodClaims}]`)],
    ["claims a string", hs(goodHeader, '"claims"')],
    ["claims null", hs(goodHeader, "null")],
    ["claims no JSON", hs(goodHeader, "{'exp':1}")],
    [
      "claims not UTF-8",
      hs(
        goodHeader,
        Buffer.concat([Buffer.from(`{"x":"`), Buffer.from([0xff]), Buffer.from(`",${goodClaims.slice(1)}`)]),
      ),
    ],
    ["claims with a byte order mark", hs(goodHeader, `\ufeff${goodClaims}`)],
    ["duplicate alg", hs('{"alg":"none","alg":"HS256"}', goodClaims)],
    ["duplicate alg, one escaped", hs('{"\\u0061lg":"none","alg":"HS256"}', goodClaims)],
    ["duplicate exp", hs(goodHeader, claimsWith(`"exp":1,${live}`))],
    [
      "duplicate sub behind a nested object",
      hs(goodHeader, claimsWith(`"sub":"a","x":{"sub":"\\"}"},"sub":"b",${live}`)),
    ],
    ["trailing newline", `${good}\n`],
    ["trailing space", `${good} `],
    ["leading space", ` ${good}`],
    ["trailing =", `${good}=`],
    ["bits left over in the signature", good.slice(0, -1) + nextCharacter(good.at(-1))],
    ["plain base64 alphabet", good.replace(/[-_]/, "+")],
    ["4 segments", `${good}.x`],
    ["5 segments, an encrypted one", `${good}.x.y`],
    [
      "JSON serialisation",
      JSON.stringify({ protected: b64(goodHeader), payload: b64(goodClaims), signature: "x" }),
    ],
    ["8 MB", `${goodInput}.${"A".repeat(8 << 20)}`],
    ["8 MB of dots", ".".repeat(8 << 20)],
    ["one character over 8 KB", `${goodInput}.${"A".repeat(8_193 - goodInput.length - 1)}`],
    ["deep JSON", hs(goodHeader, `{"a":${"[".repeat(2_900)}${"]".repeat(2_900)}}`)],
    ["signed by another secret", hs(goodHeader, goodClaims, Buffer.alloc(32, 1))],
  ])("%s", (_, token, key) => {
    expect(accepts(token, key)).toBe(false);
  });

  it("but as it was signed it is accepted", () => {
    expect(accepts(good)).toBe(true);
    expect(accepts(rs('{"alg":"RS256"}', goodClaims, rsa.privateKey), rs256)).toBe(true);
    expect(accepts(hs('{"alg":"HS256","jku":"https://evil.example","kid":"../x"}', goodClaims))).toBe(true);
    expect(accepts(hs(goodHeader, `{"iss":"https://issuer.example","aud":["b","api"],${live}}`))).toBe(true);
    expect(accepts(hs(goodHeader, claimsWith(`"x":{"exp":1,"exp":2},"y":"\\",:{",${live}`)))).toBe(true);
    expect(accepts(hs(goodHeader, claimsWith(`"x":"\ufffd",${live}`)))).toBe(true);
  });
});

function derOver(claims: string): string {
  const input = Buffer.from(`${b64('{"alg":"ES256"}')}.${b64(claims)}`);
  return nodeSign("sha256", input, ec.privateKey).toString("base64url");
}

function nextCharacter(character = "A"): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return alphabet.charAt(alphabet.indexOf(character) + 1);
}

/** Self-signed for P-256; its private key was thrown away. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBijCCAS+gAwIBAgIUCctm3NIV8LBHo9zjrLDOvevoK2kwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwIBcNMjYxMTIyMTcxNzEyWhgPMjEy
NjEwMjkxNzE3MTJaMBkxFzAVBgNVBAMMDmlzc3Vlci5leGFtcGxlMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEVDFxa+0qOANC3rPQ0NSeUnXsTcP8bQcjsmQfN5y6
Go/k3T8vLARPgtz/Rq+z2PoMcQE6JU449Dk9P/UDL6d3CKNTMFEwHQYDVR0OBBYE
FBRxuPiJkmjXq8ftA3avnxzEwaf6MB8GA1UdIwQYMBaAFBRxuPiJkmjXq8ftA3av
nxzEwaf6MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAMiN3Af+
3oVGz8wgUTDPmb19+yzke4hkb2VySWRORfmeAiEA4og/2zRsQ7mgaKXS9T9B/wEF
d7AHK0KT0R9B/EnGfck=
-----END CERTIFICATE-----
`;

describe("a key is refused", () => {
  const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey;
  const k256 = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey;
  const pem = (key: typeof small) => key.export({ format: "pem", type: "spki" }).toString();
  const privatePem = rsa.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  it.each<[string, JwtKeyReading, string]>([
    ["an empty secret", jwtKeyFromSecret(["HS256"], Buffer.alloc(0)), "too-short"],
    ["31 bytes for HS256", jwtKeyFromSecret(["HS256"], Buffer.alloc(31)), "too-short"],
    ["32 bytes for HS256 and HS512", jwtKeyFromSecret(["HS256", "HS512"], Buffer.alloc(32)), "too-short"],
    ["a secret for RS256", jwtKeyFromSecret(["RS256"], Buffer.alloc(64)), "does-not-fit"],
    ["a secret for nothing", jwtKeyFromSecret([], Buffer.alloc(64)), "does-not-fit"],
    ["RSA of 1,024 bits", jwtKeyFromPem(["RS256"], pem(small)), "too-short"],
    ["a public key for HS256", jwtKeyFromPem(["HS256"], rsaPem), "does-not-fit"],
    ["RSA for ES256", jwtKeyFromPem(["ES256"], rsaPem), "does-not-fit"],
    ["P-384 for ES256", jwtKeyFromPem(["ES256"], pem(p384)), "does-not-fit"],
    ["secp256k1 for ES256", jwtKeyFromPem(["ES256"], pem(k256)), "does-not-fit"],
    ["a private key", jwtKeyFromPem(["RS256"], privatePem), "private"],
    ["no PEM", jwtKeyFromPem(["RS256"], "ssh-rsa AAAA"), "unreadable"],
    ["an empty certificate", jwtKeyFromPem(["RS256"], "-----BEGIN CERTIFICATE-----"), "unreadable"],
    [
      "a JWK to encrypt",
      jwtKeyFromJwk(["RS256"], { ...rsa.publicKey.export({ format: "jwk" }), use: "enc" }),
      "does-not-fit",
    ],
    [
      "a JWK of another algorithm",
      jwtKeyFromJwk(["RS256"], { ...rsa.publicKey.export({ format: "jwk" }), alg: "PS256" }),
      "does-not-fit",
    ],
    ["a private JWK", jwtKeyFromJwk(["RS256"], { ...rsa.privateKey.export({ format: "jwk" }) }), "private"],
    ["a secret JWK", jwtKeyFromJwk(["HS256"], { kty: "oct", k: "AAAA" }), "private"],
    ["an empty JWK", jwtKeyFromJwk(["RS256"], {}), "unreadable"],
    ["a JWK of nonsense", jwtKeyFromJwk(["ES256"], { kty: "EC", crv: 5, x: [], y: null }), "unreadable"],
    [
      "a point off its curve",
      jwtKeyFromJwk(["ES256"], {
        kty: "EC",
        crv: "P-256",
        x: b64(Buffer.alloc(32, 1)),
        y: b64(Buffer.alloc(32, 2)),
      }),
      "unreadable",
    ],
  ])("%s", (_, reading, reason) => {
    expect(reading).toEqual({ outcome: "unusable", reason });
  });

  it("but one in a certificate is read", () => {
    const key = usable(jwtKeyFromPem(["ES256"], certificate)).key;
    expect(key.export({ format: "jwk" })).toMatchObject({ x: "VDFxa-0qOANC3rPQ0NSeUnXsTcP8bQcjsmQfN5y6Go8" });
  });

  it("but a list keeps the algorithms that fit", () => {
    expect(usable(jwtKeyFromPem(["ES256", "ES384"], pem(p384))).algorithms).toEqual(["ES384"]);
  });
});

describe("whatever a token says", () => {
  const member = oneof(
    constantFrom('"exp":', '"iss":', '"aud":', '"sub":', '"__proto__":', '"nbf":', '"x":').chain((name) =>
      constantFrom(
        "1",
        `${now + 5}`,
        "1e400",
        '"api"',
        '["api"]',
        "null",
        "{}",
        '"https://issuer.example"',
        "-0",
      ).map((value) => name + value),
    ),
    constantFrom(live, '"aud":"api"', '"iss":"https://issuer.example"'),
    string(),
  );
  const claims = array(member, { maxLength: 6 }).map((members) => `{${members.join(",")}}`);

  it("we accept nothing that jose refuses", async () => {
    let accepted = 0;
    const tokens: string[] = [];
    check(
      property(claims, (text) => void tokens.push(hs(goodHeader, text))),
      { numRuns: 3_000 },
    );
    for (const token of tokens) {
      if (!accepts(token)) continue;
      accepted++;
      const options = { ...policy, currentDate: new Date(now * 1000), clockTolerance: 60 };
      await expect(jwtVerify(token, secret, options)).resolves.toBeDefined();
    }
    expect(accepted).toBeGreaterThan(0);
  });

  it("nothing is thrown", () => {
    check(property(string({ unit: "binary" }), (text) => !accepts(text)));
    check(
      property(tuple(string(), string(), string()), ([header, payload, signature]) => {
        const token = `${b64(header)}.${b64(payload)}.${b64(signature)}`;
        return [hmac, rs256, es256].every((key) => !accepts(token, key));
      }),
    );
    check(property(string(), string(), (header, payload) => !accepts(hs(header, payload))));
  });
});

describe("the lifetime of a token", () => {
  const check = (claims: Record<string, number>, extra = {}) =>
    checkClaims(claims, { maxLifetimeSeconds: 600, ...extra }, now);
  it("is bounded from iat, which is needed then", () => {
    expect(check({ exp: now + 60 })).toEqual({ outcome: "refused", reason: "lifetime-too-long" });
    expect(check({ exp: now + 601, iat: now })).toEqual({ outcome: "refused", reason: "lifetime-too-long" });
    expect(check({ exp: now + 900, iat: now + 300 })).toEqual({
      outcome: "refused",
      reason: "not-yet-valid",
    });
    expect(check({ exp: now + 600, iat: now })).toEqual({ outcome: "held", validUntil: now + 660 });
  });
  it("is bounded without an expiry too", () => {
    expect(check({ iat: now - 661 }, { requireExpiry: false })).toEqual({
      outcome: "refused",
      reason: "expired",
    });
    expect(check({ iat: now }, { requireExpiry: false })).toEqual({ outcome: "held", validUntil: now + 660 });
  });
  it("may be unbounded where the credential says so", () => {
    expect(checkClaims({}, { requireExpiry: false }, now)).toEqual({
      outcome: "held",
      validUntil: Number.POSITIVE_INFINITY,
    });
  });
  it("is over for a clock that is none", () => {
    expect(checkClaims({ exp: now }, {}, Number.NaN).outcome).toBe("refused");
  });
});

describe("an ECDSA signature", () => {
  it("is converted to DER as OpenSSL makes it, leading zeros and all", () => {
    for (const [namedCurve, bytes] of [
      ["P-256", 32],
      ["P-384", 48],
      ["P-521", 66],
    ] as const) {
      const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve });
      for (let round = 0; round < 300; round++) {
        const signature = nodeSign("sha256", Buffer.from(String(round)), {
          key: privateKey,
          dsaEncoding: "ieee-p1363",
        });
        const der = ecdsaToDer(signature);
        expect(signature).toHaveLength(bytes * 2);
        expect(nodeVerify("sha256", Buffer.from(String(round)), publicKey, der)).toBe(true);
        expect(derIntegers(der)).toEqual(
          [signature.subarray(0, bytes), signature.subarray(bytes)].map(strip),
        );
      }
    }
  });
});

function strip(bytes: Uint8Array): string {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`).toString(16);
}

function derIntegers(der: Uint8Array): string[] {
  const found: string[] = [];
  let at = der[1] === 0x81 ? 3 : 2;
  while (at < der.length) {
    const length = der[at + 1] ?? 0;
    found.push(strip(der.subarray(at + 2, at + 2 + length)));
    at += 2 + length;
  }
  return found;
}
