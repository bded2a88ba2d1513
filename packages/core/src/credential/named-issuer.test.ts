import { expect, it } from "vitest";
import { aBasicCredential, aJwtCredential, anAkskCredential } from "../testing/credentials.ts";
import { aCredential } from "../testing/records.ts";
import type { Credential } from "./credential.ts";
import { namedIssuer } from "./named-issuer.ts";

const issuer = "https://issuer.test";

it.each<[string, Credential, string | undefined]>([
  ["an API key", aCredential(), undefined],
  ["a login", aBasicCredential(), undefined],
  ["a signature", anAkskCredential(), undefined],
  ["tokens under a shared secret", aJwtCredential({ issuer }), undefined],
  ["tokens under public keys", aJwtCredential({ issuer, key: { kind: "pem", pem: "" } }), issuer],
])("the issuer whose public keys prove %s", (_what, credential, named) => {
  expect(namedIssuer(credential)).toBe(named);
});
