type Environment = Readonly<Record<string, string | undefined>>;

/** As AWS calls a service in its host's name, in a signature's scope, and in the variable that names another endpoint. */
export interface ServiceName {
  host: string;
  scope: string;
  variable: string;
}

/** One label of a host name (RFC 1123); on one machine it is `local`. */
const REGION = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** @throws Error where the environment names none, or what cannot be part of a host's name. */
export const regionIn = (environment: Environment): string => {
  const region = environment["AWS_REGION"];
  if (region === undefined || !REGION.test(region)) throw new Error("AWS_REGION names no region.");
  return region;
};

/**
 * Where a service answers: what the environment says for it or for all (AWS SDKs and Tools Reference Guide, "Service-specific
 * endpoints"), else the region's own, with FIPS or both kinds of addresses where that is asked for.
 *
 * @throws Error for an address that is none of http or https, or holds a user's name, a query or a fragment.
 */
export const endpointIn = (name: ServiceName, region: string, environment: Environment): URL => {
  const named =
    environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true"
      ? undefined
      : environment[`AWS_ENDPOINT_URL_${name.variable}`] || environment["AWS_ENDPOINT_URL"];
  if (named) return parseEndpoint(named);
  const fips = environment["AWS_USE_FIPS_ENDPOINT"] === "true" ? "-fips" : "";
  const domain = environment["AWS_USE_DUALSTACK_ENDPOINT"] === "true" ? "api.aws" : "amazonaws.com";
  return new URL(`https://${name.host}${fips}.${region}.${domain}/`);
};

/** @throws Error that does not repeat the text: it may hold a password. */
export const parseEndpoint = (text: string): URL => {
  const url = URL.parse(text);
  const isPlain = url?.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!url || !isPlain || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new Error("The endpoint of an AWS service is no http or https address.");
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
};
