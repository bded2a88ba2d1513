import type { Service } from "../service/service.ts";

/**
 * What every answer of a deprecated service says: since when it is deprecated (RFC 9745, section 2), when it ends (RFC 8594,
 * section 3), and which service takes its place (RFC 5829, section 3.3).
 *
 * @param gatewayUrl without a slash at its end
 */
export const deprecationHeaders = (
  { deprecation }: Pick<Service, "deprecation">,
  gatewayUrl: string,
): Record<string, string> => {
  if (!deprecation) return {};
  const { at, sunsetAt, successor } = deprecation;
  return {
    Deprecation: `@${Math.floor(Date.parse(at) / 1000)}`,
    Sunset: new Date(sunsetAt).toUTCString(),
    ...(successor === undefined ? {} : { Link: `<${gatewayUrl}/${successor}>; rel="successor-version"` }),
  };
};
