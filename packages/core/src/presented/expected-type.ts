import type { CredentialType } from "../credential/credential.ts";
import { type CallRequest, headerValue } from "./call-request.ts";

/** APIPark's names for the types of credential, in its header `Authorization-Type`. */
const TYPES: ReadonlyMap<string, CredentialType> = new Map([
  ["apikey", "api-key"],
  ["apikey_auth", "api-key"],
  ["basic", "basic"],
  ["basic_auth", "basic"],
  ["jwt", "jwt"],
  ["ak/sk", "aksk"],
  ["aksk", "aksk"],
]);

/** The only type that is tried, where the client names one; a name that is unknown counts as none. */
export const expectedType = (request: Pick<CallRequest, "headers">): CredentialType | undefined => {
  const named = headerValue(request, "authorization-type");
  return named === undefined || named.length > 16 ? undefined : TYPES.get(named.trim().toLowerCase());
};
