import { sha256 } from "../../key-ring/pepper.ts";

/** A part of a name that a client chose: hashed, so that a name has a bounded length. */
export const nameDigest = (text: string): string => sha256(text).toString("base64url");
