import { type Caller, HANDS_ON_NOTHING } from "@latchkey/core/access/caller";
import { managementRole } from "@latchkey/core/access/management-scope";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { CallerContext } from "../call/call-context.ts";

/** Who calls, by the word of the authorizer. Throws when there is none: a route that lacks its authorizer is a bug. */
export const callerOf = (event: APIGatewayProxyEvent): Caller => {
  const context = CallerContext.parse(event.requestContext.authorizer);
  const sourceIp = event.requestContext.identity.sourceIp;
  if (context.kind === "person")
    return {
      kind: "person",
      id: context.personId,
      email: context.email,
      admin: context.admin === "true",
      sourceIp,
    };
  return {
    kind: "machine",
    consumerId: context.consumerId,
    credentialId: context.credentialId,
    team: context.team,
    ...managementRole(context.scopes.split(" ")),
    bounds: HANDS_ON_NOTHING,
    ...(context.tokenScopes === undefined ? {} : { tokenScopes: context.tokenScopes.split(" ") }),
    sourceIp,
  };
};
