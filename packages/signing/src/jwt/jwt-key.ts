import { createPublicKey, createSecretKey, type KeyObject, X509Certificate } from "node:crypto";
import type { JsonObject } from "./json-object.ts";
import { algorithmsNamed, wrongJwkMember } from "./jwk-members.ts";
import type { JwtAlgorithm } from "./jwt-algorithm.ts";
import { JWT_CURVES, jwtFamily, jwtHashBits, RSA_BITS_MIN } from "./jwt-algorithm-properties.ts";
import type { JwtKeyRefusal } from "./jwt-key-refusal.ts";

/** A key, and the algorithms that it may be used with. The token has no say in either. */
export interface JwtKey {
  readonly algorithms: readonly JwtAlgorithm[];
  readonly key: KeyObject;
}

/** A key, or why it cannot be used. */
export type JwtKeyReading =
  | { readonly outcome: "usable"; readonly key: JwtKey }
  /** `member`: of a JWK, the one that is wrong, where it is one. */
  | { readonly outcome: "unusable"; readonly reason: JwtKeyRefusal; readonly member?: string };

/** An RSA key above this would make every check a burden. */
const RSA_BITS_MAX = 8_192;

/** A key for the HS algorithms: at least as long as the longest hash (RFC 7518, section 3.2). */
export const jwtKeyFromSecret = (algorithms: readonly JwtAlgorithm[], secret: Uint8Array): JwtKeyReading => {
  if (algorithms.length === 0 || algorithms.some((algorithm) => jwtFamily(algorithm) !== "HS")) {
    return unusable("does-not-fit");
  }
  if (algorithms.some((algorithm) => secret.length * 8 < jwtHashBits(algorithm)))
    return unusable("too-short");
  return { outcome: "usable", key: { algorithms, key: createSecretKey(secret) } };
};

/** A public key from PEM: SPKI (`PUBLIC KEY`) or X.509 (`CERTIFICATE`), whose dates and issuer are not looked at. */
export const jwtKeyFromPem = (algorithms: readonly JwtAlgorithm[], pem: string): JwtKeyReading => {
  if (pem.includes("PRIVATE KEY-----")) return unusable("private");
  const read = pem.includes("-----BEGIN CERTIFICATE-----")
    ? () => new X509Certificate(pem).publicKey
    : () => createPublicKey({ key: pem, format: "pem", type: "spki" });
  return fromPublicKey(algorithms, read);
};

/**
 * A public key from a JWK (RFC 7517). `use`, `key_ops` and `alg` are kept to when they are there; members that are not
 * understood are ignored.
 */
export const jwtKeyFromJwk = (algorithms: readonly JwtAlgorithm[], jwk: JsonObject): JwtKeyReading => {
  const wrong = wrongJwkMember(jwk, algorithms);
  if (wrong) return { outcome: "unusable", ...wrong };
  const fitting = algorithmsNamed(jwk, algorithms);
  return fromPublicKey(fitting, () => createPublicKey({ key: { ...jwk }, format: "jwk" }));
};

const fromPublicKey = (algorithms: readonly JwtAlgorithm[], read: () => KeyObject): JwtKeyReading => {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    return unusable("unreadable");
  }
  const fitting = algorithms.filter((algorithm) => fits(algorithm, key));
  if (fitting.length === 0) return unusable("does-not-fit");
  const rsaBits = key.asymmetricKeyDetails?.modulusLength ?? RSA_BITS_MIN;
  if (rsaBits < RSA_BITS_MIN) return unusable("too-short");
  return rsaBits > RSA_BITS_MAX
    ? unusable("does-not-fit")
    : { outcome: "usable", key: { algorithms: fitting, key } };
};

const fits = (algorithm: JwtAlgorithm, key: KeyObject): boolean => {
  switch (algorithm) {
    case "ES256":
    case "ES384":
    case "ES512":
      return (
        key.asymmetricKeyType === "ec" &&
        key.asymmetricKeyDetails?.namedCurve === JWT_CURVES[algorithm].openssl
      );
    case "EdDSA":
      return key.asymmetricKeyType === "ed25519";
    default:
      return jwtFamily(algorithm) !== "HS" && key.asymmetricKeyType === "rsa";
  }
};

const unusable = (reason: JwtKeyRefusal): JwtKeyReading => ({ outcome: "unusable", reason });
