import type { CredentialType } from "../credential/credential.ts";
import { type CallRequest, headerValue } from "./call-request.ts";
import { PRESENTING } from "./presented.ts";

const TYPES = new Map(
  (Object.keys(PRESENTING) as CredentialType[]).flatMap((type) =>
    PRESENTING[type].namedBy.map((name) => [name, type] as const),
  ),
);

/** The only type that is tried, where the client names one in `Authorization-Type`; an unknown name counts as none. */
export const expectedType = (request: Pick<CallRequest, "headers">): CredentialType | undefined => {
  const named = headerValue(request, "authorization-type");
  return named === undefined || named.length > 16 ? undefined : TYPES.get(named.trim().toLowerCase());
};
