import type { TokenRequest } from "@latchkey/core/token/issue-token";
import { OauthRefusal } from "@latchkey/core/token/oauth-refusal";
import { readTokenForm } from "@latchkey/core/token/token-form";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { bodyBytes, header } from "../http/request.ts";

const MAX_BYTES = 32 * 1024;
const MEDIA_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** Parameters that must not stand in an address, where logs and histories keep it (RFC 6749, section 2.3.1). */
const SECRETS = ["client_secret", "client_assertion", "token"];

/** @throws OauthRefusal for what is no form */
export const tokenRequestOf = (event: APIGatewayProxyEvent): TokenRequest => {
  const bytes = bodyBytes(event);
  if (!MEDIA_TYPE.test(header(event, "content-type") ?? ""))
    throw new OauthRefusal("invalid_request", "Send application/x-www-form-urlencoded.");
  if (bytes.length > MAX_BYTES) throw new OauthRefusal("invalid_request", "The body is too long.");
  if (SECRETS.some((name) => event.queryStringParameters?.[name] !== undefined))
    throw new OauthRefusal("invalid_request", "A secret does not stand in an address.");
  return {
    authorization: authorizationOf(event),
    form: readTokenForm(bytes.toString("utf8")),
    sourceIp: event.requestContext.identity.sourceIp,
  };
};

const authorizationOf = ({ multiValueHeaders, headers }: APIGatewayProxyEvent): string[] => {
  const all: Record<string, string[] | string | undefined> = { ...headers, ...multiValueHeaders };
  return Object.entries(all).flatMap(([name, value]) =>
    name.toLowerCase() === "authorization" ? (value ?? []) : [],
  );
};
