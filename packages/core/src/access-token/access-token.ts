/** The header's `typ` (RFC 9068, section 2.1): no other token is accepted as one, and this one not as another. */
export const ACCESS_TOKEN_TYPE = "at+jwt";

/** Who makes a stage's access tokens, and where they are good. Both without a slash at the end. */
export interface TokenStage {
  /** The management API's address. */
  issuer: string;
  /** The data plane's address. */
  gateway: string;
}

/** What an access token is good for: one service, or all that its consumer is subscribed to. */
export type TokenTarget = { service: string } | "all";

/** Its `aud` (RFC 8707). */
export const audienceOf = ({ gateway }: Pick<TokenStage, "gateway">, target: TokenTarget): string =>
  target === "all" ? gateway : `${gateway}/${target.service}`;
