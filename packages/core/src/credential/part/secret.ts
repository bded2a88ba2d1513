import * as z from "zod/mini";

/** `validUntil` is set on the former secret after a rotation: it works until then, and not longer. */
export const validUntil = z.optional(z.string());

/** The last four characters of a secret that was made here; not of one that was brought, which may be short. */
export const lastFour = z.optional(z.string());

export const lastFourOf = (secret: string): string => secret.slice(-4);

/** What is shown of a secret that still works: of the current one, then of the former. */
export const SecretView = z.object({ lastFour, validUntil: z.optional(z.string()) });

/** AES-256-GCM with the credential's id as associated data. */
export const SealedSecret = z.object({ sealed: z.string(), validUntil, lastFour });
export type SealedSecret = z.infer<typeof SealedSecret>;

type Ending = { validUntil?: string | undefined };

/** The secrets that still work: the current one, and the former one until its overlap is over. */
export const livingSecrets = <S extends Ending>(secrets: readonly S[], now: number): S[] =>
  secrets.filter((secret) => secret.validUntil === undefined || Date.parse(secret.validUntil) > now);

/** The new secret first, then the current one with its end. One that had an end already is dropped. */
export const rotatedSecrets = <S extends Ending>(
  secrets: readonly S[],
  made: S,
  formerValidUntil: string,
): S[] => [made, ...secrets.slice(0, 1).map((current) => ({ ...current, validUntil: formerValidUntil }))];
