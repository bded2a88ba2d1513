// Dropped before an authorizer or a function sees the request. Source: the recorded events (Connection, Content-Length),
// and "Amazon API Gateway important notes for REST APIs", column request / lambda.
const DROPPED = new Set([
  "connection",
  "content-length",
  "content-md5",
  "expect",
  "max-forwards",
  "proxy-authenticate",
  "server",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
]);

export interface Edge {
  readonly sourceIp: string;
  readonly port: number;
  readonly protocol: "http" | "https";
  readonly traceId: string;
}

export type HeaderLists = ReadonlyMap<string, readonly string[]>;

/**
 * The headers of an event, by name as the client cased it, each with its values in order. Names in two casings stay two
 * names. What `Connection` names goes with it, as every intermediary has to do (RFC 9110, section 7.6.1), but not the
 * host, without which nothing is a request: the function cannot do it, as it never sees `Connection`. `X-Forwarded-For` keeps what the client sent and ends in the address that really called; port and
 * protocol are never the client's.
 *
 * @param rawHeaders names and values in turn, as `IncomingMessage.rawHeaders` has them
 */
export const eventHeaders = (rawHeaders: readonly string[], edge: Edge): HeaderLists => {
  const lists = new Map<string, string[]>();
  const forwardedFor: string[] = [];
  const named = namedByConnection(rawHeaders);
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    const lower = name.toLowerCase();
    if (lower === "x-forwarded-for") forwardedFor.push(value);
    if (DROPPED.has(lower) || FORWARDED.has(lower) || named.has(lower)) continue;
    const list = lists.get(name);
    if (list) list.push(value);
    else lists.set(name, [value]);
  }
  lists.set("X-Forwarded-For", [[...forwardedFor, edge.sourceIp].join(", ")]);
  lists.set("X-Forwarded-Port", [String(edge.port)]);
  lists.set("X-Forwarded-Proto", [edge.protocol]);
  if (headerValue(lists, "x-amzn-trace-id") === undefined) lists.set("X-Amzn-Trace-Id", [edge.traceId]);
  return lists;
};

const namedByConnection = (rawHeaders: readonly string[]): Set<string> => {
  const named = new Set<string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== "connection") continue;
    for (const name of rawHeaders[index + 1]?.split(",") ?? []) named.add(name.trim().toLowerCase());
  }
  named.delete("host");
  return named;
};

const FORWARDED = new Set(["x-forwarded-for", "x-forwarded-port", "x-forwarded-proto"]);

/** The last value of a header, its name in any case. */
export const headerValue = (headers: HeaderLists, lowerName: string): string | undefined => {
  let found: string | undefined;
  for (const [name, values] of headers) {
    if (name.toLowerCase() === lowerName) found = values.at(-1);
  }
  return found;
};
