import { generateKeyPairSync, sign as nodeSign } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  accepts,
  b64,
  ec,
  es256,
  goodClaims,
  goodHeader,
  hs,
  live,
  now,
  rs256,
  rsa,
  rsaPem,
} from "../../test/tokens.ts";
import type { JwtKey } from "./jwt-key.ts";

const attacker = generateKeyPairSync("rsa", { modulusLength: 2048 });
const attackerJwk = JSON.stringify(attacker.publicKey.export({ format: "jwk" }));
const rs = (header: string, claims: string, key = attacker.privateKey) => {
  const input = `${b64(header)}.${b64(claims)}`;
  return `${input}.${nodeSign("sha256", Buffer.from(input), key).toString("base64url")}`;
};
const claimsWith = (members: string) => `{"iss":"https://issuer.example","aud":"api",${members}}`;
const good = hs(goodHeader, goodClaims);
const [goodInput = ""] = /^[^.]*\.[^.]*/.exec(good) ?? [];

const derOver = (claims: string): string => {
  const input = Buffer.from(`${b64('{"alg":"ES256"}')}.${b64(claims)}`);
  return nodeSign("sha256", input, ec.privateKey).toString("base64url");
};

const nextCharacter = (character = "A"): string => {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return alphabet.charAt(alphabet.indexOf(character) + 1);
};

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
