import { isForeignApiKey } from "@latchkey/signing/api-key/api-key-format";
import { type Fields, textOf } from "../source/fields.ts";
import type { ImportedCredential, NotImported } from "../source/imported.ts";
import { shortHash } from "../source/names.ts";
import { jwtCredential } from "../source/token-credential.ts";
import type { ApisixReading } from "./apisix-places.ts";

/** @param id what it is called beside others of its consumer */
type Read = (config: Fields, id: string, reading: ApisixReading) => ImportedCredential | NotImported;

/** A value that is kept elsewhere, or that APISIX has encrypted, is not there. */
const isReference = (text: string): boolean => /^\$(?:secret|env):\/\//i.test(text);
const ELSEWHERE = "its secret is a reference ($secret, $ENV): put the value into the file";

const keyAuth: Read = (config, id, { keys }) => {
  const key = textOf(config["key"]) ?? "";
  if (isReference(key)) return { of: id, why: ELSEWHERE };
  if (!isForeignApiKey(key)) return { of: id, why: "a key has 16 to 256 printable ASCII characters" };
  return { name: id, type: "api-key", apiKey: key, ...(keys === undefined ? {} : { in: keys }) };
};

const basicAuth: Read = (config, id) => {
  const username = textOf(config["username"]) ?? "";
  const password = textOf(config["password"]) ?? "";
  if (isReference(password)) return { of: id, why: ELSEWHERE };
  if (username === "" || username.length > 128 || username.includes(":"))
    return { of: id, why: "a user name has 1 to 128 characters and no colon" };
  if (password.length < 8 || password.length > 256)
    return { of: id, why: "a password has 8 to 256 characters" };
  return { name: id, type: "basic", username, password };
};

const jwtAuth: Read = (config, id, { tokens }) => {
  const secret = textOf(config["secret"]) ?? "";
  if (isReference(secret)) return { of: id, why: ELSEWHERE };
  const key = textOf(config["key"]) ?? "";
  const claim = textOf(config["key_claim_name"]) ?? "key";
  return jwtCredential({
    of: id,
    name: id,
    algorithm: textOf(config["algorithm"]) ?? "HS256",
    identity: claim === "iss" ? { issuer: key } : { claim, value: key },
    secret,
    isBase64: config["base64_secret"] === true,
    publicKey: textOf(config["public_key"]) ?? "",
    // APISIX takes tokens without an end.
    requireExpiry: false,
    ...(tokens === undefined ? {} : { in: tokens }),
  });
};

const hmacAuth: Read = (config, id) => {
  const accessKey = textOf(config["key_id"]) ?? "";
  const secretKey = textOf(config["secret_key"]) ?? "";
  if (isReference(secretKey)) return { of: id, why: ELSEWHERE };
  if (accessKey === "") return { of: id, why: "signatures of APISIX before 3.11 (access_key) are not read" };
  if (!/^[A-Za-z0-9._~+@:-]{3,128}$/.test(accessKey))
    return { of: shortHash(accessKey), why: "an access key has 3 to 128 of A-Z, a-z, 0-9 and ._~+@:-" };
  if (!/^[\x21-\x7e]{16,256}$/.test(secretKey))
    return { of: id, why: "a secret key has 16 to 256 printable ASCII characters" };
  return { name: id, type: "aksk", accessKey, secretKey, schemes: ["signature"] };
};

export const apisixCredentials = {
  "key-auth": keyAuth,
  "basic-auth": basicAuth,
  "jwt-auth": jwtAuth,
  "hmac-auth": hmacAuth,
} as const satisfies Record<string, Read>;

export type CredentialPlugin = keyof typeof apisixCredentials;

export const isCredentialPlugin = (name: string): name is CredentialPlugin =>
  Object.hasOwn(apisixCredentials, name);
