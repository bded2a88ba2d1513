/** Who is signed in, without a word about how. Tokens stay behind it. */
export interface Session {
  /** The ID token to send, renewed shortly before it expires; undefined when no one is signed in. */
  token(): string | undefined;
  state(): SessionState;
  /** Told on every change of `state`. Answers the function that ends the telling. */
  subscribe(listener: () => void): () => void;
  /** Leaves for the issuer; comes back to `returnTo`, a path of this portal. */
  signIn(returnTo: string): Promise<void>;
  /** Takes what the issuer sent back. Answers the path to go on to. */
  complete(): Promise<string>;
  signOut(): Promise<void>;
  /** After a 401: a new token, or false when one has to sign in again. One renewal for all who ask at once. */
  renew(): Promise<boolean>;
}

export type SessionState = "signed-out" | "signed-in" | "ended";
