import { writeNamedHeader } from "../signature/named-header.ts";
import type { SignedText } from "../signature/signed-text.ts";
import { TextWriter } from "../signature/text-writer.ts";
import type { SignedRequest } from "../signed-request.ts";

/**
 * A listed name that means the request line. Apache APISIX, plugin hmac-auth:
 * https://apisix.apache.org/docs/apisix/plugins/hmac-auth/
 */
export const REQUEST_TARGET = "@request-target";

/**
 * The text that APISIX's clients sign: the key id, then a line for each listed header. The place of a listed
 * Content-Length that the request lacks stays open.
 * @param query how the query is written, which the event no longer tells
 * @returns undefined when another listed header is missing or cannot be signed
 */
export const apisixText = (
  request: SignedRequest,
  keyId: string,
  signedHeaders: readonly string[],
  query: string,
): SignedText | undefined => {
  const writer = new TextWriter();
  writer.write(`${keyId}\n`);
  for (const name of signedHeaders) {
    if (name === REQUEST_TARGET) {
      writer.write(`${request.method} ${request.path}${query === "" ? "" : `?${query}`}\n`);
      continue;
    }
    if (!writeNamedHeader(writer, request, name)) return undefined;
    writer.write("\n");
  }
  return writer.text;
};
