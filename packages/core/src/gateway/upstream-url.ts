import { encodeRfc3986 } from "@latchkey/signing/percent-encoding";
import type { QueryPair } from "./client-request.ts";
import { originUrl } from "./origin-url.ts";

export interface UpstreamTarget {
  origin: string;
  /** Path and query, ready for the request line. */
  path: string;
}

/**
 * The upstream's URL joined with the rest of the path, which is never normalised, and its query with the client's.
 * API Gateway hands the query on decoded: it is encoded again by RFC 3986, so it is the same by meaning.
 */
export const upstreamTarget = (
  upstreamUrl: string,
  rest: string,
  query: readonly QueryPair[],
): UpstreamTarget => {
  const url = originUrl(upstreamUrl);
  const path = `${url.pathname.replace(/\/+$/, "")}${rest}` || "/";
  const pairs = query.map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`);
  const search = [url.search.slice(1), ...pairs].filter((part) => part !== "").join("&");
  return { origin: url.origin, path: search === "" ? path : `${path}?${search}` };
};
