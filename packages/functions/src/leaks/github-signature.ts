import { verify } from "node:crypto";
import type { GithubKeys } from "../composition/github-keys.ts";

/** As headers carry them; absent where a request has none. */
export interface GithubSignature {
  identifier: string | undefined;
  signature: string | undefined;
}

/** A signature of ECDSA over P-256 in DER has at most 72 bytes. */
const MAX_SIGNATURE = 128;

/** Whether GitHub has signed exactly these bytes, with a key that the stage knows ("Implement signature verification"). */
export const isSignedByGithub = (
  keys: GithubKeys,
  { identifier = "", signature = "" }: GithubSignature,
  body: Buffer,
): boolean => {
  const key = keys.get(identifier.trim());
  if (!key || signature.length > MAX_SIGNATURE || !/^[A-Za-z0-9+/]+={0,2}$/.test(signature.trim()))
    return false;
  return verify("sha256", body, key, Buffer.from(signature.trim(), "base64"));
};
