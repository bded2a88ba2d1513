import { DEFAULT_CLOCK_SKEW_SECONDS, refused } from "./refused-signature.ts";
import type { SignatureOptions, SignatureVerdict } from "./signature-verdict.ts";

/** When a signature was made and until when it holds, in epoch seconds. */
interface SigningTime {
  readonly signedAt: number;
  readonly skew: number;
  readonly validUntil: number;
  readonly now: number;
}

/**
 * What is refused before any text is made: a signature whose time is not now, and every one where there is no secret.
 * "Not within" rather than "outside" its time: a clock that is NaN refuses.
 */
export const refusedFirst = (
  { signedAt, skew, validUntil, now }: SigningTime,
  secret: string,
): SignatureVerdict | undefined => {
  if (!(now >= signedAt - skew && now <= validUntil)) return refused("clock-skew");
  return secret === "" ? refused("bad-signature") : undefined;
};

/** The time of a signature that holds as long after it was made as clocks may differ. */
export const signingTime = (
  signedAt: number,
  { clockSkewSeconds: skew = DEFAULT_CLOCK_SKEW_SECONDS }: Pick<SignatureOptions, "clockSkewSeconds">,
): Omit<SigningTime, "now"> => ({ signedAt, skew, validUntil: signedAt + skew });
