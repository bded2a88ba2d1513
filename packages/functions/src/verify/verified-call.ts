import type { CallRequest } from "@latchkey/core/presented/call-request";
import type { Service } from "@latchkey/core/service/service";
import { lowerCased } from "../call/lower-cased.ts";
import type { VerifyInput } from "./verify-input.ts";

/** The call as the authorizer would have seen it; scopes are compared with its whole path. */
export const verifiedCall = (
  { method, path, query = {}, headers, sourceIp = "" }: VerifyInput,
  { slug, team }: Pick<Service, "slug" | "team">,
  requestId: string,
): CallRequest => ({
  method,
  path,
  service: slug,
  rest: path,
  query: typeof query === "string" ? [...new URLSearchParams(query)] : pairsOf(query),
  headers: lowerCased(
    Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, [values].flat()])),
  ),
  sourceIp,
  requestId,
  asking: team,
});

const pairsOf = (query: Exclude<VerifyInput["query"], string | undefined>): [string, string][] =>
  Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  );
