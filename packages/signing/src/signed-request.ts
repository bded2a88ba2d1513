/**
 * What a verifier may know of a request, as a REST API Gateway event tells it.
 * - `path`: as the client sent it, percent-encoded, stage prefix included, without the query;
 * - `query`: decoded once, `+` read as a space, in the order the event gives;
 * - `headers`: names in lower case; every value in order of arrival.
 */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, readonly string[]>>;
}
