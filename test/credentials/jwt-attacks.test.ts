import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnCalled, startCalled } from "./called.fixture.ts";
import { sendRaw } from "./send-raw.fixture.ts";
import { b64, byEc, byHmac, byRsa, ec, inAnHour, rsa, spki, strangers, token } from "./tokens.fixture.ts";

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const RS = "https://rs.issuer.example";
const HS = "https://hs.issuer.example";
const ES = "https://es.issuer.example";

let called: OwnCalled;
let evil: { uri: string };
beforeAll(async () => {
  called = await startCalled();
  const common = { type: "jwt", audience: "api", subject: "ana" };
  await called.caller({ ...common, algorithm: "RS256", issuer: RS, publicKey: spki(rsa.publicKey) });
  await called.caller({ ...common, algorithm: "HS256", issuer: HS, secret: SECRET });
  await called.caller({ ...common, algorithm: "ES256", issuer: ES, publicKey: spki(ec.publicKey) });
  await called.caller({
    ...common,
    algorithm: "HS256",
    issuer: HS,
    subject: "bob",
    secret: `${SECRET}-of-bob`,
  });
  evil = { uri: called.url("/evil-keys") };
});
afterAll(() => called.stop());

const header = { alg: "RS256", typ: "JWT" };
const claims = (more: object = {}) => ({ iss: RS, sub: "ana", aud: "api", exp: inAnHour(), ...more });
const signed = (head: object | string, payload: object | string) => token(head, payload, byRsa());
const good = () => signed(header, claims());
const without = (name: string) => {
  const { [name]: _gone, ...rest } = claims() as Record<string, unknown>;
  return rest;
};
const flipped = (text: string, at: number) =>
  `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
const part = (index: number) => good().split(".")[index] ?? "";
const strangersJwk = () => strangers.publicKey.export({ format: "jwk" });
const publicPem = () => spki(rsa.publicKey);

const ATTACKS: Record<string, () => string> = {
  "alg none, unsigned": () => `${b64('{"alg":"none"}')}.${b64(JSON.stringify(claims()))}.`,
  "alg None": () => token({ alg: "None" }, claims(), () => Buffer.alloc(0)),
  "alg nOnE with a signature": () => token({ alg: "nOnE" }, claims(), byRsa()),
  "alg NONE": () => token({ alg: "NONE" }, claims(), () => Buffer.alloc(0)),
  "alg with a blank": () => signed({ alg: "RS256 " }, claims()),
  "alg in lower case": () => signed({ alg: "rs256" }, claims()),
  "alg missing": () => signed({}, claims()),
  "alg a list": () => signed({ alg: ["RS256"] }, claims()),
  "alg null": () => signed({ alg: null }, claims()),
  "HS256 with the public key's PEM as the secret": () =>
    token({ alg: "HS256" }, claims(), byHmac(publicPem())),
  "HS256 with the trimmed PEM as the secret": () =>
    token({ alg: "HS256" }, claims(), byHmac(publicPem().trim())),
  "HS256 with the key's DER as the secret": () =>
    token({ alg: "HS256" }, claims(), byHmac(rsa.publicKey.export({ format: "der", type: "spki" }))),
  "RS512 said, RS256 allowed": () => signed({ alg: "RS512" }, claims()),
  "PS256 said, RS256 allowed": () => signed({ alg: "PS256" }, claims()),
  "HS256 with an empty key": () => token({ alg: "HS256" }, claims({ iss: HS }), byHmac("")),
  "HS256 with a stranger's secret": () =>
    token({ alg: "HS256" }, claims({ iss: HS }), byHmac("x".repeat(32))),
  "the secret of another consumer": () =>
    token({ alg: "HS256" }, claims({ iss: HS }), byHmac(`${SECRET}-of-bob`)),
  "a psychic signature (r = s = 0)": () =>
    token({ alg: "ES256" }, claims({ iss: ES }), () => Buffer.alloc(64)),
  "r = s = n": () => {
    const n = Buffer.from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", "hex");
    return token({ alg: "ES256" }, claims({ iss: ES }), () => Buffer.concat([n, n]));
  },
  "an ES256 signature in DER": () =>
    token({ alg: "ES256" }, claims({ iss: ES }), (input) => Buffer.concat([byEc(input), Buffer.alloc(8)])),
  "no signature": () => good().replace(/\.[^.]*$/, "."),
  "a stranger's key": () => token(header, claims(), byRsa(strangers.privateKey)),
  "an embedded jwk": () => token({ ...header, jwk: strangersJwk() }, claims(), byRsa(strangers.privateKey)),
  "a jku": () => token({ ...header, jku: evil.uri, kid: "1" }, claims(), byRsa(strangers.privateKey)),
  "an x5u": () => token({ ...header, x5u: evil.uri }, claims(), byRsa(strangers.privateKey)),
  "an x5c": () => token({ ...header, x5c: ["AAAA"] }, claims(), byRsa(strangers.privateKey)),
  "kid as a path": () => token({ ...header, kid: "../../../../dev/null" }, claims(), byHmac("")),
  "kid as SQL": () => token({ ...header, kid: "x' UNION SELECT 'key' --" }, claims(), byHmac("key")),
  "kid as a number": () => signed({ ...header, kid: 7 }, claims()),
  "crit with an unknown name": () => signed({ ...header, crit: ["x"], x: 1 }, claims()),
  "crit empty": () => signed({ ...header, crit: [] }, claims()),
  "b64 false": () => signed({ ...header, crit: ["b64"], b64: false }, claims()),
  "b64 false without crit": () => signed({ ...header, b64: false }, claims()),
  "alg twice in the header": () => signed('{"alg":"none","alg":"RS256"}', claims()),
  "sub twice in the claims": () =>
    signed(header, JSON.stringify(claims()).replace('"sub":"ana"', '"sub":"bob","sub":"ana"')),
  "exp twice": () => signed(header, JSON.stringify(claims()).replace('"exp"', '"exp":9999999999,"exp"')),
  "exp missing": () => signed(header, without("exp")),
  "exp as a string": () => signed(header, claims({ exp: String(inAnHour()) })),
  "exp 1e400": () => signed(header, JSON.stringify(claims()).replace(/"exp":\d+/, '"exp":1e400')),
  "exp null": () => signed(header, claims({ exp: null })),
  "exp over": () => signed(header, claims({ exp: inAnHour() - 3600 - 61 })),
  "exp negative": () => signed(header, claims({ exp: -1 })),
  "exp an object": () => signed(header, claims({ exp: { valueOf: 9e9 } })),
  "nbf in the future": () => signed(header, claims({ nbf: inAnHour() })),
  "nbf as a string": () => signed(header, claims({ nbf: "0" })),
  "iat as a string": () => signed(header, claims({ iat: "0" })),
  "iss missing": () => signed(header, without("iss")),
  "iss of another": () => signed(header, claims({ iss: "https://other.example" })),
  "iss with a slash at the end": () => signed(header, claims({ iss: `${RS}/` })),
  "iss a list": () => signed(header, claims({ iss: [RS] })),
  "iss only in __proto__": () =>
    signed(header, `{"__proto__":{"iss":"${RS}"},"sub":"ana","aud":"api","exp":${inAnHour()}}`),
  "aud only in __proto__": () =>
    signed(header, `{"__proto__":{"aud":"api"},"iss":"${RS}","sub":"ana","exp":${inAnHour()}}`),
  "aud of another": () => signed(header, claims({ aud: "another" })),
  "aud missing": () => signed(header, without("aud")),
  "aud an object": () => signed(header, claims({ aud: { api: true } })),
  "aud a list with an object": () => signed(header, claims({ aud: ["api", {}] })),
  "sub of nobody": () => signed(header, claims({ sub: "nobody" })),
  "sub a list": () => signed(header, claims({ sub: ["ana"] })),
  "a newline at the end": () => `${good()}%0a`,
  "an equals sign at the end": () => `${good()}=`,
  "white space inside": () => good().replace(".", ". "),
  "bits left over in the signature": () => {
    const text = good();
    const last = text.at(-1) ?? "";
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    return `${text.slice(0, -1)}${alphabet[alphabet.indexOf(last) + 1]}`;
  },
  "base64 in place of base64url": () => good().replaceAll("-", "+").replaceAll("_", "/").concat("+"),
  "four segments": () => `${good()}.x`,
  "two segments": () => good().split(".").slice(0, 2).join("."),
  "five segments, as a JWE has": () => `${good()}.a.b`,
  "a changed payload": () => good().replace(part(1), b64(JSON.stringify(claims({ admin: true })))),
  "a changed header": () => good().replace(part(0), b64('{"alg":"RS256","x":1}')),
  "a flipped bit in the signature": () => flipped(good(), good().length - 100),
  "a payload that is a list": () => signed(header, JSON.stringify([claims()])),
  "a payload that is a text": () => signed(header, '"text"'),
  "a payload that is no JSON": () => signed(header, "{"),
  "a payload in broken UTF-8": () =>
    `${b64(JSON.stringify(header))}.${b64(Buffer.from([0x7b, 0xff, 0x7d]))}.${part(2)}`,
  "claims nested a thousand deep, badly closed": () => signed(header, `{"x":${"[".repeat(1000)}}`),
  "the signature of another token": () =>
    good().replace(part(2), signed(header, claims({ sub: "bob" })).split(".")[2] ?? ""),
};

const call = (bearer: string) =>
  sendRaw(called.url("/orders"), { headers: { Authorization: `Bearer ${bearer}` } });

describe("an attack with a token", () => {
  it("is measured against one that goes through", async () => {
    expect((await call(good())).status).toBe(200);
    expect((await call(token({ alg: "ES256" }, claims({ iss: ES }), byEc))).status).toBe(200);
    expect((await call(token({ alg: "HS256" }, claims({ iss: HS }), byHmac(SECRET)))).status).toBe(200);
  });

  it.each(Object.entries(ATTACKS))("is refused: %s", async (_name, attack) => {
    const { status, json, headers } = await call(attack());
    expect([status, json.code]).toEqual([401, "invalid-credential"]);
    expect(headers["www-authenticate"]).toContain("Bearer");
  });

  it("is refused before any work where it is too long: above 8 KB, up to 8 MB", async () => {
    expect((await call(signed(header, claims({ x: "x".repeat(6200) })))).status).toBe(401);
    expect((await call("x".repeat(9000))).status).toBe(401);
    expect((await call("x".repeat(8_000_000)).catch(() => ({ status: 431 }))).status).toBe(431);
  });

  it("that nests a thousand deep in a signed header fails no other call", async () => {
    const deep = `{"alg":"RS256","x":${"[".repeat(1000)}${"]".repeat(1000)}}`;
    expect((await call(signed(deep, claims()))).status).toBe(200);
  });

  it("never made anybody fetch what a token named", async () => {
    for (const attack of ["a jku", "an x5u"]) await call(ATTACKS[attack]?.() ?? "");
    expect(called.latchkey.output()).not.toContain("evil-keys");
  });

  it("a signature whose text differs is another token: one token has one text", async () => {
    const text = good();
    expect((await call(text)).status).toBe(200);
    for (const other of [`${text}=`, `${text} `.trimEnd().concat("A"), text.toUpperCase()])
      expect((await call(other)).status).toBe(401);
  });
});
