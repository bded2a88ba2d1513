import { describe, expect, it } from "vitest";
import { aBasicCredential, aJwtCredential, anAkskCredential } from "../testing/credentials.ts";
import { aCredential, NOW } from "../testing/records.ts";
import { patchedCredential } from "./change-credential.ts";
import type { Credential } from "./credential.ts";
import type { CredentialPatch } from "./credential-input.ts";
import { refused } from "./refused.fixture.ts";

const stage = { allowPrivateAddresses: false };
const jwt = aJwtCredential({ issuer: "https://issuer.test" });

describe("a patch is refused", () => {
  it.each<[string, Credential, CredentialPatch, string]>([
    ["with a token's field for an API key", aCredential(), { issuer: "a" }, "/issuer"],
    ["with a token's field for a login", aBasicCredential(), { requireExpiry: false }, "/requireExpiry"],
    ["with a signature's field for a token", jwt, { replayProtection: true }, "/replayProtection"],
    ["with a token's field for a signature", anAkskCredential(), { subject: "a" }, "/subject"],
    [
      "with a position in the query for a login",
      aBasicCredential(),
      {
        in: [
          { where: "header", name: "X-Login" },
          { where: "query", name: "login" },
        ],
      },
      "/in/1/where",
    ],
    [
      "with a cookie for a signature",
      anAkskCredential(),
      { in: [{ where: "cookie", name: "signature" }] },
      "/in/0/where",
    ],
  ])("%s", (_what, credential, patch, pointer) => {
    expect(refused(() => patchedCredential(stage, credential, patch, NOW))).toBe(pointer);
  });
});

describe("a patch is applied", () => {
  it.each<[string, Credential, CredentialPatch]>([
    ["to an API key", aCredential(), { name: "other", in: [{ where: "query", name: "key" }] }],
    ["to a login", aBasicCredential(), { status: "disabled", in: [{ where: "header", name: "X-Login" }] }],
    ["to a token", jwt, { clockSkewSeconds: 0 }],
    ["to a signature", anAkskCredential(), { schemes: ["rfc9421"], clockSkewSeconds: 60 }],
  ])("%s", (_what, credential, patch) => {
    expect(patchedCredential(stage, credential, patch, NOW)).toMatchObject(patch);
  });

  it("with null for a restriction that goes", () => {
    const restricted = aCredential({ allowedIps: ["192.0.2.0/24"], scopes: ["read"] });
    const patched = patchedCredential(stage, restricted, { allowedIps: null }, NOW);
    expect(patched).not.toHaveProperty("allowedIps");
    expect(patched).toHaveProperty("scopes");
  });
});
