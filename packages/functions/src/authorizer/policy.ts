import type { APIGatewayAuthorizerResult } from "aws-lambda";
import type { CallerContext, PendingContext } from "../call/call-context.ts";

/** `arn:aws:execute-api:region:account:api/stage/…` as far as the stage: never the raw path, in which `*` would count. */
const everythingOf = (methodArn: string): string => {
  const [api = "", stage = ""] = methodArn.split("/", 2);
  return `${api}/${stage}/*`;
};

/**
 * What begins with one segment, by the call's own method: a `*` in its place would count for slashes too, and with them
 * for the segment further down in any other path.
 */
const belowSegment = (methodArn: string, segment: string): string[] => {
  const [api = "", stage = "", method = ""] = methodArn.split("/", 3);
  const root = `${api}/${stage}/${/^[A-Z]+$/.test(method) ? method : "GET"}/${segment}`;
  return [root, `${root}/*`];
};

const policy = (effect: "Allow" | "Deny", Resource: string | string[]) => ({
  Version: "2012-10-17",
  Statement: [{ Action: "execute-api:Invoke", Effect: effect, Resource }],
});

/** @param segment the first of the path, where the other segments of the API are not what was asked for. */
export const allowPolicy = (
  methodArn: string,
  principalId: string,
  context: CallerContext | PendingContext,
  segment?: string,
): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: policy(
    "Allow",
    segment === undefined ? everythingOf(methodArn) : belowSegment(methodArn, segment),
  ),
  context,
});

/**
 * The template of ACCESS_DENIED writes both unescaped: the code is only ever one of a closed list, and a detail that JSON
 * would have to escape, or API Gateway to fill in, is not told.
 */
export const denyPolicy = (
  methodArn: string,
  principalId: string,
  code: string,
  detail = "",
): APIGatewayAuthorizerResult => ({
  principalId,
  policyDocument: policy("Deny", everythingOf(methodArn)),
  context: { code, ...(PLAIN.test(detail) ? { detail } : {}) },
});

/** Printable ASCII but `"`, `$` and `\\`. */
const PLAIN = /^[ !#%-[\]-~]{1,1000}$/;

/** Who calls is not known yet, so nothing but the sealed value is said. */
export const pendingPolicy = (methodArn: string, pending: string): APIGatewayAuthorizerResult =>
  allowPolicy(methodArn, "pending", { pending });
