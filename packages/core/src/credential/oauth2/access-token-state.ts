import type { RevokedToken } from "./oauth2-credential.ts";

/** As many tokens may be revoked one by one while they live: a verdict reads them with the credential. */
export const MOST_REVOKED = 100;

interface Denials {
  tokensSince?: string | undefined;
  revokedTokens?: readonly RevokedToken[] | undefined;
}

/** Whether a token of the client was revoked, or ended with all others before a moment. Times in seconds. */
export const isTokenEnded = (
  { tokensSince, revokedTokens }: Denials,
  { jti, iat }: { jti: string; iat: number },
): boolean =>
  (tokensSince !== undefined && iat * 1000 < Date.parse(tokensSince)) ||
  (revokedTokens?.some((revoked) => revoked.jti === jti) ?? false);

/** When a token is made that is not ended already. Seconds since the epoch, at most one ahead. */
export const issueTime = ({ tokensSince }: Denials, now: number): number => {
  const at = Math.floor(now / 1000);
  return tokensSince === undefined ? at : Math.max(at, Math.ceil(Date.parse(tokensSince) / 1000));
};

/**
 * The denials with one token more, those without that have ended anyway. Where there is no room for one more, all tokens
 * up to now end: a revocation is never lost.
 * @param now milliseconds since the epoch
 */
export const withRevoked = (
  { revokedTokens = [] }: Denials,
  token: RevokedToken,
  now: number,
): { revokedTokens: RevokedToken[]; tokensSince?: string } => {
  const living = revokedTokens.filter(({ until }) => until * 1000 > now);
  return living.length < MOST_REVOKED
    ? { revokedTokens: [...living, token] }
    : { revokedTokens: [], tokensSince: new Date(now).toISOString() };
};
