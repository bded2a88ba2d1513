import type { OauthError, OauthRefusal } from "@latchkey/core/token/oauth-refusal";
import type { APIGatewayProxyResult } from "aws-lambda";
import { toResult } from "../http/answer.ts";

/** Asked again by every client that wants a token: caching it would hand it to others (RFC 6749, section 5.1). */
const JSON_HEADERS = { "Content-Type": "application/json", Pragma: "no-cache" };

export const oauthResult = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): APIGatewayProxyResult => toResult({ status, body, headers: { ...JSON_HEADERS, ...headers } });

interface Told {
  status: number;
  /** As clients know it, where it is another name than ours. */
  error?: string;
  headers?: Record<string, string>;
}

/** The one table of the statuses of OAuth 2's errors (RFC 6749, section 5.2). */
const TOLD: Record<OauthError, Told> = {
  invalid_request: { status: 400 },
  invalid_client: { status: 401, headers: { "WWW-Authenticate": 'Basic realm="latchkey", charset="UTF-8"' } },
  unauthorized_client: { status: 400 },
  unsupported_grant_type: { status: 400 },
  invalid_scope: { status: 400 },
  invalid_target: { status: 400 },
  unsupported_response_type: { status: 400 },
  "slow-down": { status: 429, error: "temporarily_unavailable", headers: { "Retry-After": "60" } },
};

export const refusedResult = ({ error, message }: OauthRefusal): APIGatewayProxyResult => {
  const { status, error: name = error, headers } = TOLD[error];
  return oauthResult(status, { error: name, error_description: message }, headers);
};

/** Nothing is known of the client or the token: the same request may be sent again. */
export const unavailableResult = (): APIGatewayProxyResult =>
  oauthResult(
    503,
    { error: "temporarily_unavailable", error_description: "Try again in a moment. Repeating it is safe." },
    { "Retry-After": "1" },
  );
