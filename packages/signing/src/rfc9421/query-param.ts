import { encodeRfc3986 } from "../percent-encoding.ts";

/** `form`: RFC 9421, section 2.2.8; `component`: what encodeURIComponent makes, as http-message-signatures signs it. */
export type QueryParamEncoding = "form" | "component";

/** A decoded query parameter, or its name, as a component value. */
export const encodeQueryParam = (text: string, encoding: QueryParamEncoding): string => {
  if (encoding === "component") return encodeURIComponent(text.toWellFormed());
  // application/x-www-form-urlencoded's set: `*` stays, `~` does not; a space is %20 here.
  return encodeRfc3986(text).replaceAll("%2A", "*").replaceAll("~", "%7E");
};
