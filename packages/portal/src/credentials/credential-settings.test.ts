import { describe, expect, it } from "vitest";
import type { Credential } from "../api/resources.ts";
import { type CredentialSettings, SETTINGS, settingsOf, settingsPatch } from "./credential-settings.ts";
import { COMMON } from "./credentials.fixture.ts";

const apiKey: Credential = { ...COMMON, type: "api-key", imported: true };
const jwt: Credential = {
  ...COMMON,
  type: "jwt",
  algorithms: ["RS256"],
  issuer: "https://idp.example",
  subjectClaim: "sub",
  jwksUri: "https://idp.example/jwks",
  requireExpiry: true,
  clockSkewSeconds: 60,
};
const secretJwt: Credential = (({ jwksUri: _uri, ...rest }) => ({ ...rest, algorithms: ["HS256"] as const }))(
  jwt,
) as Credential;
const aksk: Credential = {
  ...COMMON,
  type: "aksk",
  accessKey: "ak",
  imported: false,
  schemes: ["aws4", "signature"],
  clockSkewSeconds: 300,
  replayProtection: false,
  allowUnsignedPayload: false,
};
const oauth2: Credential = {
  ...COMMON,
  type: "oauth2",
  clientId: "cl_0123456789abcdefABCDEF",
  accessTokenSeconds: 900,
  jwksUri: "https://keys.example/jwks",
};
const TYPES = { apiKey, jwt, secretJwt, aksk, oauth2 };

/** What is typed or chosen, and what is sent for it. */
const CHANGES: [keyof typeof TYPES, Partial<CredentialSettings>, object][] = [
  ["apiKey", { name: " other " }, { name: "other" }],
  ["apiKey", { expiresOn: "2027-01-31" }, { expiresAt: "2027-01-31T23:59:59Z" }],
  ["apiKey", { allowedIps: "10.0.0.0/8\n192.0.2.1" }, { allowedIps: ["10.0.0.0/8", "192.0.2.1"] }],
  ["apiKey", { scopes: "read" }, { scopes: ["read"] }],
  ["apiKey", { models: "gpt-4o*\nclaude" }, { models: ["gpt-4o*", "claude"] }],
  ["apiKey", { hideCredential: "off" }, { hideCredential: false }],
  ["apiKey", { place: "query", placeName: "key" }, { in: [{ where: "query", name: "key" }] }],
  ["jwt", { algorithms: "PS256\nRS256" }, { algorithm: ["RS256", "PS256"] }],
  ["jwt", { issuer: "" }, { issuer: null }],
  ["jwt", { audience: "us" }, { audience: "us" }],
  ["jwt", { subjectClaim: "azp" }, { subjectClaim: "azp" }],
  ["jwt", { subject: "one" }, { subject: "one" }],
  ["jwt", { jwksUri: "https://other.example" }, { jwksUri: "https://other.example" }],
  ["jwt", { keyKind: "publicKey", publicKey: '{"kty":"RSA"}' }, { publicKey: { kty: "RSA" } }],
  ["jwt", { keyKind: "publicKey", publicKey: "-----BEGIN" }, { publicKey: "-----BEGIN" }],
  ["jwt", { requireExpiry: "off" }, { requireExpiry: false }],
  ["jwt", { clockSkewSeconds: "0" }, { clockSkewSeconds: 0 }],
  ["jwt", { maxLifetimeSeconds: "300" }, { maxLifetimeSeconds: 300 }],
  ["secretJwt", { algorithms: "HS512" }, { algorithm: ["HS512"] }],
  ["aksk", { schemes: "signature\nrfc9421" }, { schemes: ["rfc9421", "signature"] }],
  ["aksk", { replayProtection: "on" }, { replayProtection: true }],
  ["aksk", { allowUnsignedPayload: "on" }, { allowUnsignedPayload: true }],
  ["aksk", { clockSkewSeconds: "60" }, { clockSkewSeconds: 60 }],
  ["oauth2", { accessTokenSeconds: "300" }, { accessTokenSeconds: 300 }],
  ["oauth2", { jwksUri: "https://other.example" }, { jwksUri: "https://other.example" }],
];

describe("the change of a credential", () => {
  it.each(Object.entries(TYPES))("is empty where nothing was changed: %s", (_type, credential) =>
    expect(settingsPatch(settingsOf(credential), settingsOf(credential))).toEqual({}),
  );

  it.each(CHANGES)("of %s to %j is %j alone", (type, typed, sent) => {
    const before = settingsOf(TYPES[type]);
    expect(settingsPatch(before, { ...before, ...typed })).toEqual(sent);
  });

  it("can be one of each field that the API takes", () =>
    expect(new Set(CHANGES.flatMap(([, , sent]) => Object.keys(sent)))).toEqual(
      new Set(Object.keys(SETTINGS)),
    ));

  it("leaves several places as they are", () => {
    const several: Credential = {
      ...apiKey,
      in: [
        { where: "header", name: "A" },
        { where: "query", name: "b" },
      ],
    };
    const before = settingsOf(several);
    expect(settingsPatch(before, { ...before, name: "n" })).toEqual({ name: "n" });
    expect(settingsPatch(before, { ...before, place: "usual" })).toEqual({ in: null });
  });
});
