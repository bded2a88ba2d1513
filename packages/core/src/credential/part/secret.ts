import * as z from "zod/mini";

/** `validUntil` is set on the former secret after a rotation: it works until then, and not longer. */
export const validUntil = z.optional(z.string());

/** The last four characters of a secret that was made here; not of one that was brought, which may be short. */
export const lastFour = z.optional(z.string());

/** When it was reported as leaked, where its team only wants to be told; elsewhere such a secret is removed. */
export const leakedAt = z.optional(z.string());

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

/**
 * The new secret first, then the current one with its end, which comes no later than one that it has already. A former one is
 * dropped.
 */
export const rotatedSecrets = <S extends Ending>(
  secrets: readonly S[],
  made: S,
  formerValidUntil: string,
): S[] => [
  made,
  ...secrets.slice(0, 1).map((current) => ({
    ...current,
    validUntil: earlier(current.validUntil, formerValidUntil),
  })),
];

const earlier = (one: string | undefined, other: string): string =>
  one !== undefined && Date.parse(one) < Date.parse(other) ? one : other;
