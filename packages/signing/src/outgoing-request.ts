/** A request to sign, as one would hand it to `fetch`. */
export interface OutgoingRequest {
  readonly method: string;
  /** Absolute. What is sent must be `new URL(url).href`, which `fetch` sees to. */
  readonly url: string | URL;
  /** What will be sent. All of them are signed, but for those that proxies rewrite. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | Headers;
  /** The bytes that will be sent. */
  readonly body?: string | Uint8Array;
}

/** How a scheme signs a request. Answers the headers to add to it. */
export type SignRequest<Signer> = (
  request: OutgoingRequest,
  signer: Signer,
  now: Date,
) => Promise<Record<string, string>>;
