import { describe, expect, it } from "vitest";
import { aJwtCredential } from "../../testing/credentials.ts";
import { refused } from "../refused.fixture.ts";
import { changeJwt } from "./change-jwt.ts";
import { jwtPointer } from "./jwt-pointer.ts";

const stage = { allowPrivateAddresses: false };
const shared = aJwtCredential({ issuer: "https://issuer.test", subject: "a" });
const published = aJwtCredential({
  issuer: "https://issuer.test",
  algorithms: ["RS256"],
  key: { kind: "jwks", uri: "https://issuer.test/jwks.json" },
});

describe("a change is refused", () => {
  it.each<[string, typeof shared, Parameters<typeof changeJwt>[2], string]>([
    [
      "to a longer hash: the sealed secret was checked for a shorter one",
      shared,
      { algorithm: "HS512" },
      "/algorithm",
    ],
    ["to a public key's algorithm under a shared secret", shared, { algorithm: "RS256" }, "/algorithm"],
    ["to a shared secret's algorithm under published keys", published, { algorithm: "HS256" }, "/jwksUri"],
    [
      "to two keys at once",
      published,
      { publicKey: "pem", jwksUri: "https://issuer.test/other" },
      "/jwksUri",
    ],
    ["that leaves tokens without an issuer to tell apart", shared, { issuer: null }, "/issuer"],
  ])("%s", (_what, credential, change, pointer) => {
    expect(refused(() => changeJwt(stage, credential, change))).toBe(pointer);
  });
});

describe("a change is applied", () => {
  it("to what tokens are found by too", () => {
    const changed = changeJwt(stage, shared, { subjectClaim: "azp", subject: "b" });
    expect(changed.pointers).toEqual([jwtPointer("https://issuer.test", "azp", "b")]);
  });

  it("and keeps the key where none is given", () => {
    expect(changeJwt(stage, published, { clockSkewSeconds: 5 })).toMatchObject({
      key: published.key,
      clockSkewSeconds: 5,
    });
  });

  it("with null for a field that goes", () => {
    expect(changeJwt(stage, shared, { subject: null })).not.toHaveProperty("subject");
  });
});
