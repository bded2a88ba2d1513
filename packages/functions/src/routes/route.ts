/** The Lambda functions behind the two planes; each is `packages/functions/src/<noun>/<noun>-lambda.ts`. */
export type Noun =
  | "teams"
  | "services"
  | "catalog"
  | "consumers"
  | "credentials"
  | "subscriptions"
  | "approvals"
  | "invitations"
  | "webhooks"
  | "audit"
  | "verify"
  | "usage"
  | "operations"
  | "keys"
  | "oauth"
  | "leaks"
  | "gateway";

export interface Route {
  method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "ANY";
  /** As API Gateway writes it: `/v1/teams/{team}`, `/{service}/{proxy+}`. */
  path: string;
  noun: Noun;
  /** The operation's id in the OpenAPI document, and its name in the noun's handler. */
  operation: string;
  /** It needs no credential: the authorizer is not invoked. */
  public?: true;
}
