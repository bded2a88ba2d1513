import type { OutgoingRequest } from "./outgoing-request.ts";
import type { SignedRequest } from "./signed-request.ts";

/** Headers that programs between client and server add or change. */
const UNSIGNED = new Set([
  "authorization",
  "connection",
  "expect",
  "keep-alive",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "x-amzn-trace-id",
]);

/** The names to sign, ascending. */
export const headersToSign = (request: SignedRequest): readonly string[] =>
  Object.keys(request.headers)
    .filter((name) => !UNSIGNED.has(name))
    .sort();

/** The request as its receiver will see it, with `more` headers (lower-case names) and `host`. */
export const readOutgoing = (
  request: OutgoingRequest,
  more: Readonly<Record<string, string>> = {},
): SignedRequest => {
  const url = new URL(request.url);
  const headers: Record<string, readonly string[]> = Object.create(null);
  const given =
    request.headers instanceof Headers ? [...request.headers] : Object.entries(request.headers ?? {});
  for (const [name, value] of given)
    headers[name.toLowerCase()] = typeof value === "string" ? [value] : value;
  for (const [name, value] of Object.entries(more)) headers[name] = [value];
  headers["host"] ??= [url.host];
  return { method: request.method.toUpperCase(), path: url.pathname, query: readQuery(url), headers };
};

/** The query as API Gateway decodes it: `+` is a space, `;` separates as `&` does. */
const readQuery = (url: URL): SignedRequest["query"] => [
  ...new URLSearchParams(url.search.replaceAll(";", "&")),
];
