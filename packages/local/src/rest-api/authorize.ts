import { evaluateAuthorizerAnswer } from "./authorizer-policy.ts";
import { REFUSALS, type Refusal } from "./gateway-response.ts";
import { invokeLambda } from "./lambda-invocation.ts";
import { MAX_METHOD_ARN_BYTES, methodArn } from "./method-arn.ts";
import type { RestApi, RestFault } from "./rest-api.ts";
import { authorizerEvent } from "./rest-event.ts";
import type { RestRequest } from "./rest-request.ts";
import type { RouteMatch } from "./route-match.ts";

export type Authorization =
  | { readonly context: Readonly<Record<string, string>> }
  | { readonly refusal: Refusal };

/** Invokes the authorizer for each request (ttl 0), and turns its answer or failure into a context or a refusal. */
export const authorize = async (
  api: RestApi,
  request: RestRequest,
  match: RouteMatch,
  report: (fault: RestFault) => void,
): Promise<Authorization> => {
  if (api.faults?.includes("identity-source-refused")) return { refusal: REFUSALS.unauthorized };
  const { requestId } = request;
  const functionName = api.authorizer?.functionName ?? `${api.name}-authorizer`;
  const fault = (refusal: Refusal, message: string, error?: unknown): Authorization => {
    report({ requestId, functionName, message, error });
    return { refusal };
  };
  if (api.authorizer === undefined) {
    return fault(REFUSALS.authorizerConfiguration, "the route is authorized but the API has no authorizer");
  }
  const arn = methodArn(api, request.method, request.target.path);
  if (Buffer.byteLength(arn) > MAX_METHOD_ARN_BYTES) return { refusal: REFUSALS.targetTooLong };

  const event = authorizerEvent(api, request, match, arn);
  const result = await invokeLambda(api.authorizer.handler, event, {
    awsRequestId: requestId,
    functionName,
    timeoutMilliseconds: api.timeoutMilliseconds,
  });
  if (result.kind === "timed-out") return fault(REFUSALS.authorizerFailure, "the authorizer timed out");
  if (result.kind === "failed") {
    if (errorMessage(result.error) === "Unauthorized") return { refusal: REFUSALS.unauthorized };
    return fault(REFUSALS.authorizerFailure, "the authorizer failed", result.error);
  }
  const verdict = evaluateAuthorizerAnswer(result.json, arn);
  if (verdict.kind === "malformed") return fault(REFUSALS.authorizerConfiguration, verdict.detail);
  if (verdict.kind === "allow") return { context: verdict.context };
  return { refusal: accessDenied(verdict.explicit, verdict.context) };
};

const errorMessage = (error: unknown): unknown => (error instanceof Error ? error.message : error);

const accessDenied = (explicit: boolean, authorizer: Readonly<Record<string, string>>): Refusal => {
  const message = `User is not authorized to access this resource${explicit ? " with an explicit deny" : ""}`;
  return { type: "ACCESS_DENIED", statusCode: 403, message, authorizer };
};
