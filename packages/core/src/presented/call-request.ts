/** A call as the authorizer sees it: no body, and not even whether there is one. */
export interface CallRequest {
  method: string;
  /** As the client sent it, percent-encoded, stage and base path included: what signatures cover. */
  path: string;
  /** The service's slug. */
  service: string;
  /** What follows the slug, percent-encoded, beginning with a slash or empty: what scopes are compared with. */
  rest: string;
  /** Names and values decoded, in the order of names. */
  query: readonly (readonly [name: string, value: string])[];
  /** Names in lower case; every value, in the order of arrival. */
  headers: Readonly<Record<string, readonly string[]>>;
  sourceIp: string;
  requestId: string;
  /** The team that asks for the verdict, of its own service: the call did not come through one of Latchkey's APIs. */
  asking?: string;
}

export const headerValue = (request: Pick<CallRequest, "headers">, name: string): string | undefined =>
  Object.hasOwn(request.headers, name) ? request.headers[name]?.[0] : undefined;

/** The cookies of a request (RFC 6265, section 4.2), first one of a name wins. Bounded by the header's size. */
export const cookies = (request: Pick<CallRequest, "headers">): Map<string, string> => {
  const found = new Map<string, string>();
  for (const header of request.headers["cookie"] ?? []) {
    for (const pair of header.split(";")) {
      const equals = pair.indexOf("=");
      if (equals < 0) continue;
      const name = pair.slice(0, equals).trim();
      if (!found.has(name)) found.set(name, pair.slice(equals + 1).trim());
    }
  }
  return found;
};
