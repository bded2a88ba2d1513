import { isForeignApiKey } from "@latchkey/signing/api-key/api-key-format";
import { type Fields, textOf } from "../source/fields.ts";
import type { ImportedCredential, NotImported } from "../source/imported.ts";
import { shortHash } from "../source/names.ts";
import { jwtCredential } from "../source/token-credential.ts";
import type { KongReading } from "./kong-plugins.ts";

/** What a credential of Kong's is read with. */
export interface Reading {
  /** Kong salts passwords with it. */
  readonly consumerId: string | undefined;
  readonly reading: KongReading;
}

type Read = (credential: Fields, reading: Reading) => ImportedCredential | NotImported;

const keyAuth: Read = (each, { reading }) => {
  const key = textOf(each["key"]) ?? "";
  const of = textOf(each["id"]) ?? shortHash(key);
  if (!isForeignApiKey(key)) return { of, why: "a key has 16 to 256 printable ASCII characters" };
  return {
    name: `key-auth ${of}`,
    type: "api-key",
    apiKey: key,
    ...(reading.keys === undefined ? {} : { in: reading.keys }),
  };
};

/** How Kong writes passwords into its database, and decK out of it. */
const SHA1 = /^[0-9a-f]{40}$/;

const basicAuth: Read = (each, { consumerId }) => {
  const username = textOf(each["username"]) ?? "";
  const password = textOf(each["password"]) ?? "";
  const of = username;
  if (username === "" || username.length > 128 || username.includes(":"))
    return { of, why: "a user name has 1 to 128 characters and no colon" };
  const name = `basic-auth ${shortHash(username)}`;
  if (SHA1.test(password))
    return consumerId === undefined
      ? {
          of,
          why: "its password is hashed with the consumer's id, which is missing: deck gateway dump --with-id",
        }
      : { name, type: "basic", username, passwordHash: `$kong-sha1$${consumerId}$${password}` };
  if (password.length < 8 || password.length > 256) return { of, why: "a password has 8 to 256 characters" };
  return { name, type: "basic", username, password };
};

const jwtSecret: Read = (each, { reading }) => {
  const key = textOf(each["key"]) ?? "";
  const of = textOf(each["id"]) ?? shortHash(key);
  const algorithm = textOf(each["algorithm"]) ?? "HS256";
  const isShared = algorithm.startsWith("HS");
  return jwtCredential({
    of,
    name: `jwt ${of}`,
    algorithm,
    identity: reading.tokenClaim === "iss" ? { issuer: key } : { claim: reading.tokenClaim, value: key },
    ...(isShared
      ? { secret: textOf(each["secret"]) ?? "", isBase64: reading.base64Secrets }
      : { publicKey: textOf(each["rsa_public_key"]) ?? "" }),
    requireExpiry: reading.requiresExpiry,
    ...(reading.tokens === undefined ? {} : { in: reading.tokens }),
  });
};

const hmacAuth: Read = (each, { reading }) => {
  const username = textOf(each["username"]) ?? "";
  const secret = textOf(each["secret"]) ?? "";
  if (!/^[A-Za-z0-9._~+@:-]{3,128}$/.test(username))
    return { of: username, why: "an access key has 3 to 128 of A-Z, a-z, 0-9 and ._~+@:-" };
  if (!/^[\x21-\x7e]{16,256}$/.test(secret))
    return { of: username, why: "a secret key has 16 to 256 printable ASCII characters" };
  return {
    name: `hmac-auth ${shortHash(username)}`,
    type: "aksk",
    accessKey: username,
    secretKey: secret,
    schemes: ["kong"],
    ...(reading.clockSkewSeconds === undefined ? {} : { clockSkewSeconds: reading.clockSkewSeconds }),
  };
};

export const kongCredentials = {
  keyauth_credentials: keyAuth,
  basicauth_credentials: basicAuth,
  jwt_secrets: jwtSecret,
  hmacauth_credentials: hmacAuth,
} as const satisfies Record<string, Read>;
