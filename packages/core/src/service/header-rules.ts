/*
 * Which headers the gateway lets through: one table for each direction. `service-input` refuses, and the gateway drops, by
 * the same table. A `*` at the end of a name matches any suffix, at the beginning any prefix.
 */

/** How many headers a service adds to its calls. */
export const MAX_UPSTREAM_HEADERS = 32;

/** Concern one connection, or are said again for the next one (RFC 9110, sections 7.6.1 and 10.1.1; RFC 9113, 8.2.2). */
const OF_ONE_HOP = [
  "Connection",
  "Content-Length",
  "Expect",
  "Host",
  "HTTP2-Settings",
  "Keep-Alive",
  "Proxy*",
  "TE",
  "Trailer",
  "Trailers",
  "Transfer-Encoding",
  "Upgrade",
];

/** What an upstream believes because only the gateway in front of it can say it. */
const SAID_BY_THE_GATEWAY = [
  "CDN-Loop",
  "Latchkey-*",
  "X-Consumer-*",
  "X-Credential-*",
  "X-Plan",
  "X-Request-Id",
  "X-Subscription-*",
];

/** Said by the gateway's own host: API Gateway. The trace is handed on (`isForUpstream`). */
const SAID_BY_API_GATEWAY = ["X-Amzn-*", "X-ApiGateway-*"];

/** The kin of what the gateway says, as other proxies spell it: who calls. RFC 9440 for client certificates. */
const WHO_CALLS = [
  "Client-Cert*",
  "Remote-*",
  "SSL-Client-*",
  "X-Anonymous-Consumer",
  "X-ARR-ClientCert",
  "X-Authenticated-*",
  "X-Client-Cert*",
  "X-Remote-*",
  "X-SSL-Client-*",
];

/** From which address, over which protocol and to which host a call came. RFC 7239, and those without one. */
const WHERE_FROM = [
  "Forwarded*",
  "Front-End-Https",
  "*-Client-Addr",
  "*-Client-Address",
  "*-Client-IP",
  "*-Client-IPv6",
  "*-Connecting-IP",
  "*-Connecting-IPv6",
  "*-Originating-IP",
  "*-Real-IP",
  "*-Socket-IP",
  "*-Source-IP",
  "*-User-IP",
  "CloudFront-Viewer-Address",
  "X-Envoy-External-Address",
  "X-Forward*",
  "X-Host*",
  "X-HTTP-Host*",
  "X-Scheme",
  "X-URL-Scheme",
];

/** Would make another request of the one that was judged. */
const OTHER_REQUEST = [
  "HTTP-Method*",
  "Method-Override",
  "X-HTTP-Method*",
  "X-HTTP-Override",
  "X-Method*",
  "X-Original-*",
  "X-Override-URL",
  "X-Rewrite-*",
];

/** Would change what a browser keeps for the origin that all services share. */
const STATE_OF_THE_ORIGIN = [
  "Accept-CH*",
  "Activate-Storage-Access",
  "Alt-Svc",
  "Clear-Site-Data",
  "Critical-CH",
  "Expect-CT",
  "NEL",
  "Origin-Agent-Cluster",
  "Public-Key-Pins",
  "Public-Key-Pins-Report-Only",
  "Refresh",
  "Report-To",
  "Reporting-Endpoints",
  "*-Session-Challenge",
  "*-Session-Registration",
  "Service-Worker-Allowed",
  "Set-Cookie2",
  "Set-Login",
  "Shared-Storage-Write",
  "Strict-Transport-Security",
  "Use-As-Dictionary",
];

/** Said by the door itself in every answer. */
const SAID_BY_THE_DOOR = [
  "Access-Control-*",
  "X-Amz-Apigw-Id",
  "X-Amzn-RequestId",
  "X-Amzn-Trace-Id",
  "X-Request-Id",
];

/** Nearly every call brings the same names, and each is compared several times. */
const bareNames = new Map<string, string>();
const MAX_NAMES = 1000;
const LONGEST_NAME = 100;

/**
 * What names are compared by: servers that hand headers on as variables (RFC 3875, section 4.1.18) or as fields of an
 * object read `X_Plan`, `X.Plan` and `X-Plan` as one.
 */
export const bareName = (name: string): string => {
  const known = bareNames.get(name);
  if (known !== undefined) return known;
  const bare = name.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (name.length > LONGEST_NAME) return bare;
  if (bareNames.size >= MAX_NAMES) bareNames.clear();
  bareNames.set(name, bare);
  return bare;
};

/** Tells by a bare name whether the table names it. */
const tableOf = (...parts: readonly (readonly string[])[]): ((bare: string) => boolean) => {
  const entries = parts.flat();
  const written = (isKind: (entry: string) => boolean) => entries.filter(isKind).map(bareName);
  const names = new Set(written((entry) => !entry.includes("*")));
  const beginnings = written((entry) => entry.endsWith("*")).join("|");
  const endings = written((entry) => entry.startsWith("*")).join("|");
  const pattern = new RegExp([`^(?:${beginnings})`, ...(endings ? [`(?:${endings})$`] : [])].join("|"));
  return (bare) => names.has(bare) || pattern.test(bare);
};

const neverToUpstream = tableOf(
  OF_ONE_HOP,
  SAID_BY_THE_GATEWAY,
  SAID_BY_API_GATEWAY,
  WHO_CALLS,
  WHERE_FROM,
  OTHER_REQUEST,
);

/** `X-Amzn-*` are not among them. */
const ofSignature = (bare: string): boolean =>
  bare === "authorization" || (bare.startsWith("xamz") && !bare.startsWith("xamzn"));

const neverToCaller = tableOf(OF_ONE_HOP, STATE_OF_THE_ORIGIN, SAID_BY_THE_DOOR);

/** Whether a header that a client sent, or a service's `upstream.headers` names, may go to an upstream. */
export const isForUpstream = (name: string): boolean =>
  !neverToUpstream(bareName(name)) || name.toLowerCase() === "x-amzn-trace-id";

/** Whether a provider may name a header in `upstream.headers`: the trace is the gateway's to hand on. */
export const mayServiceSet = (name: string): boolean => !neverToUpstream(bareName(name));

/**
 * Whether a header is one of those that AWS Signature Version 4 sets, or that would change what a signed request does: in a
 * call that the gateway signs they are its own alone.
 */
export const isOfSignature = (name: string): boolean => ofSignature(bareName(name));

/** Whether a header of an upstream's answer may go to the caller. `Content-Length` is judged by who writes the answer. */
export const isForCaller = (name: string): boolean => !neverToCaller(bareName(name));
