import { describe, expect, it } from "vitest";
import { NOW } from "../testing/records.ts";
import { readClientAssertion } from "./client-assertion.ts";

const AT = NOW / 1000;
const AUDIENCES = ["https://api.test", "https://api.test/oauth2/token"];
const CLAIMS = { iss: "cl_1", sub: "cl_1", jti: "1", aud: AUDIENCES[1], exp: AT + 60 };

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const jwt = (claims: object, header: object = { alg: "ES256" }) =>
  `${encoded(header)}.${encoded({ ...CLAIMS, ...claims })}.c2lnbmF0dXJl`;
const read = (claims: object, header?: object) => readClientAssertion(jwt(claims, header), AUDIENCES, NOW);

describe("a client's assertion", () => {
  it("tells its client, its id and its end", () => {
    expect(read({})).toMatchObject({ clientId: "cl_1", jti: "1", exp: AT + 60, jwt: { algorithm: "ES256" } });
  });

  it.each<[what: string, claims: object]>([
    ["for the issuer", { aud: AUDIENCES[0] }],
    ["for others too", { aud: ["https://other.test", AUDIENCES[0]] }],
    ["that lives for as long as one may", { exp: AT + 300 }],
    ["that ends in a moment", { exp: AT + 0.001 }],
    ["of a clock that is a minute ahead", { nbf: AT + 60, iat: AT + 60 }],
    ["of any age", { iat: 0, nbf: 0 }],
    ["with the longest id", { jti: "x".repeat(256) }],
    ["with claims that are not known", { scope: "owner", admin: true }],
  ])("is read %s", (_what, claims) => {
    expect(read(claims)?.clientId).toBe("cl_1");
  });

  it.each<[what: string, claims: object]>([
    ["of no subject", { sub: undefined }],
    ["of a subject that is a list", { sub: ["cl_1"] }],
    ["of another issuer", { iss: "cl_2" }],
    ["of no issuer", { iss: undefined }],
    ["without an id", { jti: undefined }],
    ["with an empty id", { jti: "" }],
    ["with an id that is a number", { jti: 1 }],
    ["with an id that is too long", { jti: "x".repeat(257) }],
    ["for no audience", { aud: undefined }],
    ["for an empty list", { aud: [] }],
    ["for another stage", { aud: "https://api.test.evil.test" }],
    ["for the issuer with a slash", { aud: `${AUDIENCES[0]}/` }],
    ["for a list with a number in it", { aud: [AUDIENCES[0], 1] }],
    ["for a list of lists", { aud: [[AUDIENCES[0]]] }],
    ["without an end", { exp: undefined }],
    ["with an end that is a text", { exp: String(AT + 60) }],
    ["that ends now", { exp: AT }],
    ["that has ended", { exp: AT - 1 }],
    ["that lives for too long", { exp: AT + 300.001 }],
    ["that lives for ever", { exp: 1e308 }],
    ["that has not begun", { nbf: AT + 60.001 }],
    ["of a clock that is too far ahead", { iat: AT + 60.001 }],
    ["of a beginning that is a text", { nbf: "0" }],
    ["of no time but null", { iat: null }],
  ])("proves nothing %s", (_what, claims) => {
    expect(read(claims)).toBeUndefined();
  });

  it.each(["none", "HS256", "RS1", "es256", "ES384", ""])("proves nothing that is signed with %j", (alg) => {
    expect(read({}, { alg })).toBeUndefined();
  });

  it.each(["RS256", "PS256", "ES256", "EdDSA"])("may be signed with %s", (alg) => {
    expect(read({}, { alg })?.clientId).toBe("cl_1");
  });

  it.each([
    ["an extension that is critical", jwt({}, { alg: "ES256", crit: ["exp"] })],
    ["no header", `e30.${encoded(CLAIMS)}.c2ln`],
    ["two parts", jwt({}).split(".").slice(0, 2).join(".")],
    ["claims that are a list", `${encoded({ alg: "ES256" })}.${encoded([CLAIMS])}.c2ln`],
    [
      "a claim twice",
      `${encoded({ alg: "ES256" })}.${Buffer.from('{"sub":"a","sub":"b"}').toString("base64url")}.c2ln`,
    ],
    ["more than a token may be long", jwt({ more: "x".repeat(8192) })],
    ["nothing", ""],
  ])("is none with %s", (_what, assertion) => {
    expect(readClientAssertion(assertion, AUDIENCES, NOW)).toBeUndefined();
  });
});
