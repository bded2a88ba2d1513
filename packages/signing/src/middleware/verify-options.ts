/** How `POST /v1/verify` is asked. */
export interface VerifyOptions {
  /** `https://<control plane>/v1/verify`. */
  readonly url: string;
  /** The slug of the service; its team's own credential asks. */
  readonly service: string;
  /** The headers that prove who asks, `{ "X-API-Key": … }` for example. */
  readonly headers: () => Promise<Record<string, string>> | Record<string, string>;
  /** For every call, not only for those that are limited or use up a signature. */
  readonly always?: boolean;
  /** Milliseconds; 3,000 by default. */
  readonly timeoutMs?: number;
  /** Told why the question itself failed; the call is answered 503. */
  readonly failed?: (error: unknown) => void;
}
