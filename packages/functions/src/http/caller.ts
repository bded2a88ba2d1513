import type { Caller } from "@latchkey/core/access/caller";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { CallerContext } from "../authorizer/authorizer-context.ts";

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
    role: context.role === "member" ? "member" : "owner",
    admin: context.role === "admin",
    ...(context.credentialExpiresAt ? { credentialExpiresAt: context.credentialExpiresAt } : {}),
    sourceIp,
  };
};
