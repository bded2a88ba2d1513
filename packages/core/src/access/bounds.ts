/** What a credential is bound to. A bound that is absent binds nothing. */
export interface Bounds {
  readonly scopes?: string[] | undefined;
  /** Addresses and ranges from which it may be used. */
  readonly allowedIps?: string[] | undefined;
  /** Models of AI services, or beginnings with `*`, that it may call. */
  readonly models?: string[] | undefined;
  /** ISO 8601. */
  readonly expiresAt?: string | undefined;
}
export type Bound = keyof Bounds;
