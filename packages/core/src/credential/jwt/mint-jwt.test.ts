import { describe, expect, it } from "vitest";
import { CONSUMER, MINT_WORK } from "../mint-work.fixture.ts";
import { NewJwt } from "./jwt-input.ts";
import { jwtPointer } from "./jwt-pointer.ts";
import { mintJwt } from "./mint-jwt.ts";

const issuer = "https://issuer.test";
const mint = (given: object) =>
  mintJwt(
    MINT_WORK,
    { consumerId: CONSUMER, id: "crd_1" },
    NewJwt.parse({ type: "jwt", name: "tokens", issuer, ...given }),
  );

describe("a credential for tokens is refused", () => {
  it.each<[string, object, string]>([
    ["with two keys", { secret: "s".repeat(32), jwksUri: `${issuer}/jwks.json` }, "/secret"],
    ["with a secret that is too short", { secret: "s".repeat(31) }, "/secret"],
    ["without the public key that its algorithm needs", { algorithm: "ES256" }, "/publicKey"],
    ["with published keys for a shared secret's algorithm", { jwksUri: `${issuer}/jwks.json` }, "/jwksUri"],
  ])("%s", async (_what, given, pointer) => {
    await expect(mint(given)).rejects.toMatchObject({ extra: { errors: [{ pointer }] } });
  });
});

describe("a credential for tokens", () => {
  it("tells a secret that was made, and not one that was given", async () => {
    expect((await mint({})).secret["secret"]).toHaveLength(64);
    expect((await mint({ secret: "s".repeat(32) })).secret).toEqual({});
  });

  it("is found by the identity that its tokens have", async () => {
    expect((await mint({ subjectClaim: "azp", subject: "a" })).pointers).toEqual([
      jwtPointer(issuer, "azp", "a"),
    ]);
    expect((await mint({})).pointers).toEqual([jwtPointer(issuer, "sub", undefined)]);
  });

  it("keeps the address of published keys, and no secret", async () => {
    const { fields, secret } = await mint({ algorithm: "RS256", jwksUri: `${issuer}/jwks.json` });
    expect([fields.key, secret]).toEqual([{ kind: "jwks", uri: `${issuer}/jwks.json` }, {}]);
  });
});
