import { createHmac, generateKeyPairSync, type KeyObject, sign } from "node:crypto";

export const b64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");

export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const ed = generateKeyPairSync("ed25519");
export const strangers = generateKeyPairSync("rsa", { modulusLength: 2048 });

export const spki = (key: KeyObject): string => key.export({ format: "pem", type: "spki" }).toString();

type Signer = (input: string) => Buffer;
export const byHmac =
  (secret: string | Buffer): Signer =>
  (input) =>
    createHmac("sha256", secret).update(input).digest();
export const byRsa =
  (key: KeyObject = rsa.privateKey): Signer =>
  (input) =>
    sign("sha256", Buffer.from(input), key);
export const byEc: Signer = (input) =>
  sign("sha256", Buffer.from(input), { key: ec.privateKey, dsaEncoding: "ieee-p1363" });
export const byEd: Signer = (input) => sign(null, Buffer.from(input), ed.privateKey);

/** A compact JWS of any given texts: a library would refuse to make most of these. */
export const token = (header: object | string, payload: object | string, signer: Signer): string => {
  const text = (part: object | string) => (typeof part === "string" ? part : JSON.stringify(part));
  const input = `${b64(text(header))}.${b64(text(payload))}`;
  return `${input}.${b64(signer(input))}`;
};

export const inAnHour = (): number => Math.floor(Date.now() / 1000) + 3600;

/** The settings of a credential for an issuer's tokens, which `byEd` signs. */
export const edTokens = (issuer: string, fields: object = {}) => ({
  type: "jwt",
  algorithm: "EdDSA",
  issuer,
  publicKey: spki(ed.publicKey),
  ...fields,
});
