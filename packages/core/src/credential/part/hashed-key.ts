import * as z from "#schema";
import { leakedAt, SECRET_FIELDS } from "./secret.ts";

/** HMAC(pepper, SHA-256(key)) in base64, and the pepper's id in its key ring: a key or secret of high entropy that was minted. */
export const HashedKey = z.object({ hash: z.string(), pepper: z.string(), ...SECRET_FIELDS, leakedAt });
export type HashedKey = z.infer<typeof HashedKey>;
