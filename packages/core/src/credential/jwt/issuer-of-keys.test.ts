import { describe, expect, it } from "vitest";
import { issuerOfKeys } from "./issuer-of-keys.ts";

/** RFC 8037, appendix A.3: the thumbprint of the key of appendix A.2. */
const ED25519 = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
const THUMBPRINT = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

describe("the issuer of a credential's keys", () => {
  it("is none where a shared secret proves who signs", () => {
    expect(
      issuerOfKeys({ key: { kind: "secret", secrets: [] }, issuer: "https://issuer.test" }),
    ).toBeUndefined();
  });

  it("is the one that the credential names", () => {
    const issuer = "https://issuer.test";
    expect(issuerOfKeys({ key: { kind: "jwk", jwk: ED25519 }, issuer })).toBe(issuer);
  });

  it("is the key's thumbprint where it names none (RFC 7638, RFC 8037), whatever else the JWK holds", () => {
    expect(issuerOfKeys({ key: { kind: "jwk", jwk: ED25519 } })).toBe(THUMBPRINT);
    expect(issuerOfKeys({ key: { kind: "jwk", jwk: { use: "sig", kid: "one", ...ED25519 } } })).toBe(
      THUMBPRINT,
    );
  });

  it("is the address of published keys where it names none", () => {
    const uri = "https://issuer.test/jwks.json";
    expect(issuerOfKeys({ key: { kind: "jwks", uri } })).toBe(uri);
  });
});
