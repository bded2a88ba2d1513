import { headerValues } from "../request-headers.ts";
import type { SignedRequest } from "../signed-request.ts";
import { trimmedHeaderValue } from "./header-line.ts";
import type { TextWriter } from "./text-writer.ts";

/**
 * Writes `name: value` for a listed header, its name as it is listed. The place of a Content-Length that the request lacks
 * stays open.
 * @returns whether the header is there and can be signed
 */
export const writeNamedHeader = (writer: TextWriter, request: SignedRequest, name: string): boolean => {
  const values = headerValues(request, name.toLowerCase()).map(trimmedHeaderValue);
  writer.write(`${name}: `);
  if (values.length === 0 && name.toLowerCase() === "content-length") writer.leaveContentLength();
  else if (values.length === 0 || values.includes(undefined)) return false;
  writer.write(values.join(", "));
  return true;
};
