import { writeNamedHeader } from "../signature/named-header.ts";
import type { SignedText } from "../signature/signed-text.ts";
import { TextWriter } from "../signature/text-writer.ts";
import type { SignedRequest } from "../signed-request.ts";

/** Listed names that mean the request line. Kong, plugin hmac-auth: https://developer.konghq.com/plugins/hmac-auth/ */
export const REQUEST_LINE = "request-line";
export const REQUEST_TARGET = "@request-target";

/**
 * The text that Kong's clients sign: a line for each listed name, without a line feed at the end. The place of a listed
 * Content-Length that the request lacks stays open.
 * @param query how the query is written, which the event no longer tells
 * @returns undefined when a listed header is missing or cannot be signed
 */
export const kongText = (
  request: SignedRequest,
  signedHeaders: readonly string[],
  query: string,
): SignedText | undefined => {
  const { method, path } = request;
  const target = query === "" ? path : `${path}?${query}`;
  const writer = new TextWriter();
  for (const [at, name] of signedHeaders.entries()) {
    if (at > 0) writer.write("\n");
    if (name === REQUEST_LINE) writer.write(`${method} ${target} HTTP/1.1`);
    else if (name === REQUEST_TARGET) writer.write(`${name}: ${method.toLowerCase()} ${target}`);
    else if (!writeNamedHeader(writer, request, name)) return undefined;
  }
  return writer.text;
};
