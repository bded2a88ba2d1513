import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { StageSettings } from "../../stage/stage-settings.ts";
import { jwksKeyOf, publicKeyOf } from "../part/given-public-key.ts";
import { refused } from "../refused.fixture.ts";
import { algorithmsOf, checkIdentity, secretBytes } from "./jwt-settings.ts";

const stage: StageSettings = {
  issuer: "https://people.test/pool",
  allowPrivateAddresses: false,
  isOwnAddress: ({ hostname }) => hostname === "latchkey.test",
};
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = (key: typeof publicKey, type: "spki" | "pkcs8") => key.export({ format: "pem", type }).toString();

describe("algorithms", () => {
  it("of two families are refused: a key is of one kind", () => {
    expect(refused(() => algorithmsOf(["HS256", "RS256"]))).toBe("/algorithm");
  });

  it("are each named once", () => {
    expect(algorithmsOf("ES256")).toEqual(["ES256"]);
    expect(algorithmsOf(["RS256", "RS512", "RS256"])).toEqual(["RS256", "RS512"]);
  });
});

describe("an identity is refused", () => {
  it.each<[string, Parameters<typeof checkIdentity>[1], string | undefined]>([
    ["without an issuer, unless tokens name a key", { subjectClaim: "sub", subject: "a" }, "/issuer"],
    ["without an issuer and a key", { subjectClaim: "key" }, "/subject"],
    [
      "with the platform's own issuer",
      { subjectClaim: "sub", issuer: "https://people.test/pool" },
      "/issuer",
    ],
    [
      "with that in another spelling",
      { subjectClaim: "sub", issuer: " HTTPS://People.test/pool// " },
      "/issuer",
    ],
    ["and not with an issuer", { subjectClaim: "sub", issuer: "https://issuer.test" }, undefined],
    ["and not with a key alone", { subjectClaim: "key", subject: "a" }, undefined],
  ])("%s", (_what, identity, pointer) => {
    expect(refused(() => checkIdentity(stage, identity))).toBe(pointer);
  });
});

describe("a shared secret is refused", () => {
  const long = "a".repeat(64);
  it.each<[string, string, "text" | "base64" | "base64url", string | undefined]>([
    ["that is shorter than the hash", "a".repeat(31), "text", "/secret"],
    ["that is shorter once it is decoded", "a".repeat(40), "base64", "/secret"],
    ["that is not in its encoding", `${long}!`, "base64", "/secret"],
    ["that is in the other base64", `${"a".repeat(62)}+/`, "base64url", "/secret"],
    ["and not when it is long enough", long, "base64url", undefined],
  ])("%s", (_what, secret, encoding, pointer) => {
    expect(refused(() => secretBytes(["HS256"], secret, encoding))).toBe(pointer);
  });
});

describe("a public key is refused", () => {
  const { kty, crv, x, y, d } = privateKey.export({ format: "jwk" });
  it.each<[string, string | Record<string, unknown>, string | undefined]>([
    ["that is a private PEM", pem(privateKey, "pkcs8"), "/publicKey"],
    ["that is no PEM", "-----BEGIN PUBLIC KEY-----", "/publicKey"],
    ["with a private member", { kty, crv, x, y, d }, "/publicKey/d"],
    ["for another curve", { kty, crv: "P-384", x, y }, "/publicKey/crv"],
    ["and not as a PEM that fits", pem(publicKey, "spki"), undefined],
    ["and not as a JWK that fits", { kty, crv, x, y }, undefined],
  ])("%s", (_what, key, pointer) => {
    expect(refused(() => publicKeyOf(["ES256"], key))).toBe(pointer);
  });
});

describe("an address of published keys is refused", () => {
  it.each<[string, string, string | undefined]>([
    ["over http", "http://issuer.test/jwks.json", "/jwksUri"],
    ["with a user", "https://a@issuer.test/jwks.json", "/jwksUri"],
    ["with a fragment", "https://issuer.test/jwks.json#one", "/jwksUri"],
    ["of the stage itself", "https://latchkey.test/jwks.json", "/jwksUri"],
    ["and not over https", "https://issuer.test/jwks.json", undefined],
  ])("%s", (_what, uri, pointer) => {
    expect(refused(() => jwksKeyOf(stage, ["RS256"], uri))).toBe(pointer);
  });

  it("for shared secrets, and taken over http on one machine", () => {
    const uri = "http://127.0.0.1/jwks.json";
    expect(refused(() => jwksKeyOf(stage, ["HS256"], "https://issuer.test/jwks.json"))).toBe("/jwksUri");
    expect(jwksKeyOf({ ...stage, allowPrivateAddresses: true }, ["RS256"], uri)).toEqual({
      kind: "jwks",
      uri,
    });
  });
});
