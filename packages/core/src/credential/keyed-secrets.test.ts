import { describe, expect, it } from "vitest";
import { aBasicCredential, aJwtCredential, anAkskCredential } from "../testing/credentials.ts";
import { aCredential, NOW, timeAt } from "../testing/records.ts";
import type { Credential } from "./credential.ts";
import { peppersOf, sealedSecrets } from "./keyed-secrets.ts";

const sealed = (name: string) => ({ sealed: name, encoding: "text" as const });
const hashed = (pepper: string, validUntil?: string) => ({
  hash: "h",
  pepper,
  ...(validUntil ? { validUntil } : {}),
});

describe("what a rotation of the data ring seals again", () => {
  it.each<[string, Credential, string[]]>([
    ["nothing of an API key", aCredential({ secrets: [hashed("k1")] }), []],
    ["nothing of a login", aBasicCredential(), []],
    ["nothing of public keys", aJwtCredential({ key: { kind: "pem", pem: "pem" } }), []],
    [
      "each shared secret of tokens",
      aJwtCredential({ key: { kind: "secret", secrets: [sealed("a"), sealed("b")] } }),
      ["key/secrets/0/sealed a", "key/secrets/1/sealed b"],
    ],
    [
      "each secret key",
      anAkskCredential({ secrets: [{ sealed: "a" }, { sealed: "b" }] }),
      ["secrets/0/sealed a", "secrets/1/sealed b"],
    ],
  ])("is %s", (_what, credential, found) => {
    expect(sealedSecrets(credential).map(({ path, sealed: text }) => `${path.join("/")} ${text}`)).toEqual(
      found,
    );
  });
});

describe("the peppers that a credential needs", () => {
  it("are those of its keys that still work", () => {
    const secrets = [hashed("k2"), hashed("k1", timeAt(NOW))];
    expect(peppersOf(aCredential({ secrets }), NOW - 1)).toEqual(["k2", "k1"]);
    expect(peppersOf(aCredential({ secrets }), NOW)).toEqual(["k2"]);
  });

  it("are none for what no pepper hashes", () => {
    for (const credential of [aBasicCredential(), aJwtCredential(), anAkskCredential()])
      expect(peppersOf(credential, NOW)).toEqual([]);
  });
});
