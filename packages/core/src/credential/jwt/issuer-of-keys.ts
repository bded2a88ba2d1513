import { createPublicKey, hash } from "node:crypto";
import type { JwtCredential, JwtKey } from "./jwt-credential.ts";

/**
 * The issuer that a credential with public keys names; nothing where a shared secret proves who signs. Tokens without
 * `iss` have the key itself for an issuer, by its thumbprint (RFC 7638, RFC 9278), or the address that publishes keys.
 */
export const issuerOfKeys = ({ key, issuer }: Pick<JwtCredential, "key" | "issuer">): string | undefined =>
  key.kind === "secret" ? undefined : (issuer ?? nameOfKeys(key));

const nameOfKeys = (key: Exclude<JwtKey, { kind: "secret" }>): string => {
  switch (key.kind) {
    case "jwks":
      return key.uri;
    case "pem":
      return thumbprintUri(createPublicKey(key.pem).export({ format: "jwk" }));
    case "jwk":
      return thumbprintUri(createPublicKey({ key: key.jwk, format: "jwk" }).export({ format: "jwk" }));
  }
};

/** The required members, in the order of the alphabet (RFC 7638, section 3.2; RFC 8037, section 2). */
const REQUIRED = ["crv", "e", "kty", "n", "x", "y"] as const;

const thumbprintUri = (jwk: JsonWebKey): string => {
  const members = REQUIRED.flatMap((name) => (jwk[name] === undefined ? [] : [[name, jwk[name]]]));
  const thumbprint = hash("sha256", JSON.stringify(Object.fromEntries(members)), "base64url");
  return `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${thumbprint}`;
};
