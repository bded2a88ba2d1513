import type { APIGatewayAuthorizerResult, APIGatewaySimpleAuthorizerWithContextResult } from "aws-lambda";
import type { ConsumerContext } from "../call/call-context.ts";
import type { HttpEvent } from "./http-request.ts";
import { allowPolicy, denyPolicy } from "./policy.ts";

type SimpleAnswer = APIGatewaySimpleAuthorizerWithContextResult<ConsumerContext | { code: string }>;
export type ProviderAnswer = APIGatewayAuthorizerResult | SimpleAnswer;

/** How a provider's API wants to be told. */
export interface AnswerForm {
  /** `segment`: the first of the path, where it names the service. */
  allow(context: ConsumerContext, segment: string | undefined): ProviderAnswer;
  /** For an identified consumer. */
  deny(consumerId: string, code: string): ProviderAnswer;
  /** For an unknown caller. @throws Error `Unauthorized`, which API Gateway answers as a 401 */
  unknown(): ProviderAnswer;
}

/** API Gateway answers 401 for an error with exactly this message. */
export const unauthorized = (): Error => new Error("Unauthorized");

export const restAnswers = (methodArn: string): AnswerForm => ({
  allow: (context, segment) => allowPolicy(methodArn, context.consumerId, context, segment),
  deny: (consumerId, code) => denyPolicy(methodArn, consumerId, code),
  unknown: () => {
    throw unauthorized();
  },
});

export const ANSWER_VARIABLE = "latchkeyAnswer";

/**
 * Simple answers, or a policy where the stage variable `latchkeyAnswer` is `iam`: an event does not tell which of them
 * its authorizer was configured for, and the other one is refused by API Gateway with 500. An HTTP API is documented
 * to answer 403 for every no, so nothing is thrown.
 */
export const httpAnswers = ({ routeArn, stageVariables }: HttpEvent): AnswerForm => {
  if (stageVariables?.[ANSWER_VARIABLE] === "iam")
    return {
      ...restAnswers(routeArn),
      unknown: () => denyPolicy(routeArn, "unknown", "invalid-credential"),
    };
  const no = (code: string): SimpleAnswer => ({ isAuthorized: false, context: { code } });
  return {
    allow: (context) => ({ isAuthorized: true, context }),
    deny: (_consumerId, code) => no(code),
    unknown: () => no("invalid-credential"),
  };
};
