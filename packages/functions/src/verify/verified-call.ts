import type { CallRequest } from "@latchkey/core/verdict/call-request";
import type { VerifyInput } from "./verify-input.ts";

/** The call as the authorizer would have seen it; scopes are compared with its whole path. */
export const verifiedCall = (
  { method, path, query = {}, headers, sourceIp = "" }: VerifyInput,
  service: string,
  requestId: string,
): CallRequest => ({
  method,
  path,
  service,
  rest: path,
  query: Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  ),
  headers: lowerCased(headers),
  sourceIp,
  requestId,
});

/** Names in two casings are one header. A name is only data, whatever it is. */
const lowerCased = (headers: VerifyInput["headers"]): Record<string, string[]> => {
  const lower: Record<string, string[]> = Object.create(null);
  for (const [name, values] of Object.entries(headers)) {
    const key = name.toLowerCase();
    lower[key] = [...(lower[key] ?? []), ...[values].flat()];
  }
  return lower;
};
