import { protectedResourceUrl } from "./protected-resource.ts";

/** What both planes accept beside a token. */
const SCHEMES = ["ApiKey", "AWS4-HMAC-SHA256", "HMAC-SHA256", "SDK-HMAC-SHA256", "Signature"] as const;

/** RFC 9110, section 11.6.1: each a challenge with a realm, since a bare scheme and a comma are read in two ways. */
const one = (scheme: string, parameters: Readonly<Record<string, string>> = {}): string =>
  `${scheme} ${Object.entries({ realm: "latchkey", ...parameters })
    .map(([name, value]) => `${name}="${value}"`)
    .join(", ")}`;

const others = SCHEMES.map((scheme) => one(scheme));

/**
 * `Basic` is not offered by the control plane, although it is accepted there: a browser that reads it in an answer
 * to the portal opens its own login window.
 */
export const CONTROL_CHALLENGE = [one("Bearer"), ...others].join(", ");

/**
 * The first challenge leads to where tokens come from (RFC 9728, section 5.1): clients that discover it read that one alone. RFC
 * 7617, section 2.1: they send user names and passwords in UTF-8 where they are told so.
 * @param gatewayUrl without a slash at the end
 */
export const gatewayChallenge = (gatewayUrl: string): string =>
  [
    one("Bearer", { resource_metadata: protectedResourceUrl(gatewayUrl) }),
    one("Basic", { charset: "UTF-8" }),
    ...others,
  ].join(", ");
