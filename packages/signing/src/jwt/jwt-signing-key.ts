import { bytesOf } from "../web-crypto.ts";
import type { JwtAlgorithm } from "./jwt-algorithm.ts";
import { JWT_CURVES, jwtFamily, jwtHashBits, RSA_BITS_MIN } from "./jwt-algorithm-properties.ts";

/** A key to sign with: a secret (HS), or a private key in PKCS #8 PEM or as a JWK. */
export type JwtKeyMaterial =
  | { readonly secret: string | Uint8Array }
  | { readonly pem: string }
  | { readonly jwk: JsonWebKey };

/** A private key that is bound to its algorithm; it cannot be read out again. */
export interface JwtSigningKey {
  readonly algorithm: JwtAlgorithm;
  readonly key: CryptoKey;
}

/**
 * Imports a key with WebCrypto, once, for any number of tokens.
 * @throws RangeError for an HMAC secret shorter than the hash or an RSA key below 2,048 bits
 * @throws TypeError for material that does not go with the algorithm; DOMException for what WebCrypto cannot read
 */
export const importJwtSigningKey = async (
  algorithm: JwtAlgorithm,
  material: JwtKeyMaterial,
): Promise<JwtSigningKey> => {
  const wantsSecret = jwtFamily(algorithm) === "HS";
  if (wantsSecret !== "secret" in material) throw new TypeError(`${algorithm} takes another kind of key`);
  const key = await importMaterial(material, importParameters(algorithm));
  if ("modulusLength" in key.algorithm && Number(key.algorithm.modulusLength) < RSA_BITS_MIN) {
    throw new RangeError("an RSA key has at least 2,048 bits");
  }
  if ("length" in key.algorithm && wantsSecret && Number(key.algorithm.length) < jwtHashBits(algorithm)) {
    throw new RangeError("an HMAC secret is at least as long as the hash");
  }
  return { algorithm, key };
};

type Parameters = HmacImportParams | RsaHashedImportParams | EcKeyImportParams | Algorithm;

const importMaterial = (material: JwtKeyMaterial, parameters: Parameters): Promise<CryptoKey> => {
  if ("secret" in material) {
    return crypto.subtle.importKey("raw", bytesOf(material.secret), parameters, false, ["sign"]);
  }
  if ("jwk" in material) return crypto.subtle.importKey("jwk", material.jwk, parameters, false, ["sign"]);
  return crypto.subtle.importKey("pkcs8", pemBytes(material.pem), parameters, false, ["sign"]);
};

/** What WebCrypto calls a JWS algorithm. */
const importParameters = (algorithm: JwtAlgorithm): Parameters => {
  const hash = `SHA-${jwtHashBits(algorithm)}`;
  switch (algorithm) {
    case "ES256":
    case "ES384":
    case "ES512":
      return { name: "ECDSA", namedCurve: JWT_CURVES[algorithm].jwk };
    case "EdDSA":
      return { name: "Ed25519" };
    case "HS256":
    case "HS384":
    case "HS512":
      return { name: "HMAC", hash };
    default:
      return { name: jwtFamily(algorithm) === "PS" ? "RSA-PSS" : "RSASSA-PKCS1-v1_5", hash };
  }
};

const pemBytes = (pem: string): Uint8Array<ArrayBuffer> => {
  const [, body] = /-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----/.exec(pem) ?? [];
  if (body === undefined) throw new TypeError("a private key in PEM is PKCS #8: BEGIN PRIVATE KEY");
  return Uint8Array.from(atob(body.replace(/\s+/g, "")), (character) => character.charCodeAt(0));
};
