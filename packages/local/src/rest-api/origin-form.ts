import type { IncomingMessage } from "node:http";

/** RFC 9112, section 3.2.2. */
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)([/?].*)?$/i;

/**
 * The request's target as every handler knows it: what a client of proxies writes as `GET http://host/path` is `/path`.
 * Only where it names the same host as the `Host` header: two of them are an attempt to be two different things, and stay
 * as they are, to be refused.
 */
export const originForm = ({ url = "", headers }: Pick<IncomingMessage, "url" | "headers">): string => {
  const [, authority, rest = "/"] = ABSOLUTE_FORM.exec(url) ?? [];
  if (authority === undefined || authority.toLowerCase() !== headers.host?.toLowerCase()) return url;
  return rest.startsWith("/") ? rest : `/${rest}`;
};
