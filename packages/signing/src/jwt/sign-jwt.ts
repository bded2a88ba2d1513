import { bytesOf, toBase64url } from "../web-crypto.ts";
import type { JwtAlgorithm } from "./jwt-algorithm.ts";
import { jwtFamily, jwtHashBits } from "./jwt-algorithm-properties.ts";
import type { JwtSigningKey } from "./jwt-signing-key.ts";

/**
 * Makes a JWT (RFC 7519) in compact form.
 * @param claims times in epoch seconds; a server wants `iss` and, by default, `exp`
 * @param key from {@link importJwtSigningKey}
 * @param header more header parameters, `kid` for example; `alg` is the key's
 */
export const signJwt = async (
  claims: Readonly<Record<string, unknown>>,
  { algorithm, key }: JwtSigningKey,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> => {
  const encode = (value: unknown) => toBase64url(bytesOf(JSON.stringify(value)));
  const signingInput = `${encode({ typ: "JWT", ...header, alg: algorithm })}.${encode(claims)}`;
  const signature = await crypto.subtle.sign(signParameters(algorithm), key, bytesOf(signingInput));
  return `${signingInput}.${toBase64url(new Uint8Array(signature))}`;
};

const signParameters = (algorithm: JwtAlgorithm): Algorithm | EcdsaParams | RsaPssParams => {
  switch (jwtFamily(algorithm)) {
    case "HS":
      return { name: "HMAC" };
    case "RS":
      return { name: "RSASSA-PKCS1-v1_5" };
    case "PS":
      return { name: "RSA-PSS", saltLength: jwtHashBits(algorithm) / 8 };
    case "ES":
      return { name: "ECDSA", hash: `SHA-${jwtHashBits(algorithm)}` };
    case "Ed":
      return { name: "Ed25519" };
  }
};
