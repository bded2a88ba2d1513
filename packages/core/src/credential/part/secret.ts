import * as z from "#schema";

/** `validUntil` is set on the former secret after a rotation: it works until then, and not longer. */
export const validUntil = z.optional(z.string());

/** The last four characters of a secret that was made here; not of one that was brought, which may be short. */
export const lastFour = z.optional(z.string());

/**
 * Which of the last uses that are kept of a credential is a secret's own: a rotation gives the one that the former secret
 * has not. Without a mark: the credential's.
 */
export const UseMark = z.enum(["a", "b"]);
export type UseMark = z.infer<typeof UseMark>;

/** What every stored secret has. `createdAt` and `mark` are set by the rotation that has made it. */
export const SECRET_FIELDS = {
  validUntil,
  lastFour,
  createdAt: z.optional(z.string()),
  mark: z.optional(UseMark),
};

/** When a credential was used last: in all, and by the secrets that have a mark. ISO 8601. */
export const LastUses = z.object({
  at: z.optional(z.string()),
  a: z.optional(z.string()),
  b: z.optional(z.string()),
});
export type LastUses = z.infer<typeof LastUses>;

/** When it was reported as leaked, where its team only wants to be told; elsewhere such a secret is removed. */
export const leakedAt = z.optional(z.string());

export const lastFourOf = (secret: string): string => secret.slice(-4);

/** What is shown of a secret that still works: of the current one, then of the former. */
export const SecretView = z.object({
  lastFour,
  createdAt: z.optional(z.string()),
  validUntil: z.optional(z.string()),
  lastUsedAt: z.optional(z.string()),
});

/** AES-256-GCM with the credential's id as associated data. */
export const SealedSecret = z.object({ sealed: z.string(), ...SECRET_FIELDS });
export type SealedSecret = z.infer<typeof SealedSecret>;

type Ending = { validUntil?: string | undefined };
type Marked = { createdAt?: string | undefined; mark?: UseMark | undefined };

/** A rotation, and until when the former secret works. ISO 8601. */
export interface Overlap {
  from: string;
  until: string;
}

/** The secrets that still work: the current one, and the former one until its overlap is over. */
export const livingSecrets = <S extends Ending>(secrets: readonly S[], now: number): S[] =>
  secrets.filter((secret) => secret.validUntil === undefined || Date.parse(secret.validUntil) > now);

/**
 * The new secret first, then the current one with its end, which comes no later than one that it has already. A former one is
 * dropped.
 */
export const rotatedSecrets = <S extends Ending & Marked>(
  secrets: readonly S[],
  made: S,
  { from, until }: Overlap,
): S[] => [
  { ...made, createdAt: from, mark: secrets[0]?.mark === "a" ? "b" : "a" },
  ...secrets.slice(0, 1).map((current) => ({
    ...current,
    validUntil: earlier(current.validUntil, until),
  })),
];

/**
 * The secrets with their last uses, where those can be told apart. What had the mark before the secret was made was a use of
 * another one.
 * @param unmarked what is kept of a secret without a mark
 */
export const withUses = <S extends Marked>(
  secrets: readonly S[],
  uses: LastUses = {},
  unmarked: keyof LastUses = "at",
): (S & { lastUsedAt?: string })[] => {
  const marks = secrets.map(({ mark }) => mark ?? unmarked);
  return secrets.map((secret, index) => {
    const mark = secret.mark ?? unmarked;
    const at = uses[mark];
    const isShared = marks.some((each, other) => each === mark && other !== index);
    return at === undefined || isShared || at < (secret.createdAt ?? "")
      ? secret
      : { ...secret, lastUsedAt: at };
  });
};

const earlier = (one: string | undefined, other: string): string =>
  one !== undefined && Date.parse(one) < Date.parse(other) ? one : other;
