import type { KeyRing } from "../key-ring/key-ring.ts";
import { hashKey, sha256 } from "../key-ring/pepper.ts";
import type { PassingName } from "../ownership/owned-name.ts";
import type { SubjectClaim } from "./credential.ts";

/*
 * The names that credentials are found by when they were not minted. Each is held once among all teams, a token's
 * identity once in a team. What a client chose is hashed, so a name has a bounded length.
 */

const KINDS = {
  "api-key": "imported-key",
  username: "user-name",
  "access-key": "access-key",
  jwt: "token-identity",
} as const satisfies Record<string, PassingName["kind"]>;

/** What a name is a name of. @throws RangeError for what is no name of a credential */
export const kindOfPointer = (pointer: string): PassingName["kind"] => {
  const beginning = pointer.split("#", 1)[0] ?? "";
  for (const [known, kind] of Object.entries(KINDS)) if (known === beginning) return kind;
  throw new RangeError("Not a name of a credential.");
};

/** An imported API key, under each pepper of the ring: by HMAC, so the name tells nothing to who reads the table. */
export const apiKeyPointers = (peppers: KeyRing, keySha256: Buffer): string[] =>
  Object.keys(peppers.keys).map((pepper) => {
    const { hash } = hashKey({ ...peppers, current: pepper }, keySha256);
    return apiKeyPointer(pepper, hash);
  });

export const apiKeyPointer = (pepper: string, hash: string): string => `api-key#${pepper}#${hash}`;

export const usernamePointer = (username: string): string => `username#${digest(username)}`;

export const accessKeyPointer = (accessKey: string): string => `access-key#${digest(accessKey)}`;

/** A token's identity; without a subject, any of that issuer's. */
export const jwtPointer = (
  issuer: string | undefined,
  claim: SubjectClaim,
  subject: string | undefined,
): string => `jwt#${digest(JSON.stringify([issuer ?? null, claim, subject ?? null]))}`;

const digest = (text: string): string => sha256(text).toString("base64url");
