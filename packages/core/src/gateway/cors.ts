import type { Service } from "../service/service.ts";

type CorsService = Pick<Service, "cors">;

/** Seconds a browser may remember a preflight's answer. */
const MAX_AGE = "600";

/** What API Gateway's `ANY` takes, but `OPTIONS`, which is ours. */
const METHODS = "DELETE, GET, HEAD, PATCH, POST, PUT";

/**
 * What lets scripts of another origin read an answer: nothing unless the service names the origin. The portal, where people
 * try a service, may read every answer. Cookies are never asked for (`Access-Control-Allow-Credentials` is not sent), so
 * every header may be read. Fetch standard, "CORS protocol".
 * @param portalOrigin the portal's own origin, where the stage has one
 */
export const corsHeaders = (
  service: CorsService | undefined,
  origin: string | undefined,
  portalOrigin?: string,
): Record<string, string> => {
  if (origin !== undefined && origin === portalOrigin) return readableBy(origin);
  if (!service?.cors || service.cors.origins.length === 0) return {};
  const allowed = allowedOrigin(service.cors.origins, origin);
  // A cache must not hand one origin's answer to another, whether or not this one was named.
  if (allowed === undefined) return { Vary: "Origin" };
  return readableBy(allowed);
};

const readableBy = (origin: string) => ({
  "Access-Control-Allow-Origin": origin,
  "Access-Control-Expose-Headers": "*",
  Vary: "Origin",
});

/** The answer to `OPTIONS`: which is never forwarded, and says nothing to origins that are not named. */
export const preflightHeaders = (
  service: CorsService | undefined,
  origin: string | undefined,
  requestedHeaders: string | undefined,
  portalOrigin?: string,
): Record<string, string> => {
  const { "Access-Control-Expose-Headers": exposed, ...headers } = corsHeaders(service, origin, portalOrigin);
  if (exposed === undefined) return headers;
  const allowed = requestedNames(requestedHeaders);
  return {
    ...headers,
    "Access-Control-Allow-Methods": METHODS,
    ...(allowed === "" ? {} : { "Access-Control-Allow-Headers": allowed }),
    "Access-Control-Max-Age": MAX_AGE,
  };
};

const allowedOrigin = (origins: readonly string[], origin: string | undefined): string | undefined => {
  if (origin === undefined) return undefined;
  if (origins.includes("*")) return "*";
  return origins.includes(origin) ? origin : undefined;
};

const MAX_NAMES = 64;
const LONGEST_NAME = 100;

/** The names asked for, where each is one; else none, since the echo of anything else would be the client's text. */
const requestedNames = (requested: string | undefined): string => {
  const names = (requested ?? "").split(",", MAX_NAMES + 1).map((name) => name.trim());
  const sound = names.every(
    (name) => name.length <= LONGEST_NAME && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name),
  );
  return sound && names.length <= MAX_NAMES ? names.join(", ") : "";
};
