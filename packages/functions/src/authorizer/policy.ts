import type { APIGatewayAuthorizerResult } from "aws-lambda";
import type { CallerContext, PendingContext } from "./authorizer-context.ts";

/** `arn:aws:execute-api:region:account:api/stage/…` as far as the stage: never the raw path, in which `*` would count. */
const everythingOf = (methodArn: string): string => {
  const [api = "", stage = ""] = methodArn.split("/", 2);
  return `${api}/${stage}/*`;
};

const policy = (effect: "Allow" | "Deny", methodArn: string) => ({
  Version: "2012-10-17",
  Statement: [{ Action: "execute-api:Invoke", Effect: effect, Resource: everythingOf(methodArn) }],
});

export const allowPolicy = (
  methodArn: string,
  principalId: string,
  context: CallerContext | PendingContext,
): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: policy("Allow", methodArn),
  context,
});

/** The template of ACCESS_DENIED writes the code unescaped, so it is only ever one of a closed list. */
export const denyPolicy = (
  methodArn: string,
  principalId: string,
  code: string,
): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: policy("Deny", methodArn),
  context: { code },
});

/** Who calls is not known yet, so nothing but the sealed value is said. */
export const pendingPolicy = (methodArn: string, pending: string): APIGatewayAuthorizerResult =>
  allowPolicy(methodArn, "pending", { pending });
