import { nameDigest } from "../part/name-digest.ts";
import type { SubjectClaim } from "./jwt-credential.ts";

export const JWT_POINTER = "jwt";

/** A token's identity; without a subject, any of that issuer's. */
export const jwtPointer = (
  issuer: string | undefined,
  claim: SubjectClaim,
  subject: string | undefined,
): string => `${JWT_POINTER}#${nameDigest(JSON.stringify([issuer ?? null, claim, subject ?? null]))}`;
