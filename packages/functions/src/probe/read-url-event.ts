import type { LambdaFunctionURLEvent } from "aws-lambda";
import type { Echoed } from "./send-echo.ts";

/** What signs a call of a function URL: the session token of the gateway's role is among it, and is never shown. */
const OF_SIGNATURE = /^(?:authorization|x-amz-.*)$/i;

/** What of an event of a function URL tells the call. */
type UrlEvent = Pick<
  LambdaFunctionURLEvent,
  "rawPath" | "rawQueryString" | "headers" | "body" | "isBase64Encoded"
> & {
  readonly requestContext: { readonly http: { readonly method: string } };
};

export const readUrlEvent = ({
  rawPath,
  rawQueryString,
  headers,
  body = "",
  isBase64Encoded,
  requestContext,
}: UrlEvent): Echoed => ({
  method: requestContext.http.method,
  path: rawPath,
  query: rawQueryString,
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_SIGNATURE.test(name))),
  body: isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body,
});
