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

/** All values of a header (lower-case name), never anything inherited. */
export function headerValues(request: SignedRequest, name: string): readonly string[] {
  return Object.hasOwn(request.headers, name) ? (request.headers[name] ?? []) : [];
}

/** The value of a header that comes exactly once, else undefined. */
export function singleHeader(request: SignedRequest, name: string): string | undefined {
  const values = headerValues(request, name);
  return values.length === 1 ? values[0] : undefined;
}

const PATH_MAX = 8_192;
const QUERY_MAX = 16_384;
const QUERY_NAMES_MAX = 512;

/**
 * Whether a request can be written into a text to sign at all: its parts are bounded, and none holds a control
 * character with which one line of the text could pass for two.
 */
export function isSignable(request: SignedRequest): boolean {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}$/.test(request.method)) return false;
  if (request.path.length > PATH_MAX || hasControl(request.path) || !request.path.startsWith("/"))
    return false;
  if (request.query.length > QUERY_NAMES_MAX) return false;
  let size = 0;
  for (const [name, value] of request.query) size += name.length + value.length;
  return size <= QUERY_MAX;
}

/** Whether a text holds a C0 control character (tab included) or DEL. */
export function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
