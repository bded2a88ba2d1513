import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { settings } from "../composition/settings.ts";
import { header } from "./request.ts";

type Middleware = MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult>;

/** Lets the portal, and no other origin, read the answers. */
export const cors = (): Middleware => {
  const allow: NonNullable<Middleware["after"]> = ({ response, event }) => {
    if (response) response.headers = { ...response.headers, ...corsHeaders(event) };
  };
  return { after: allow, onError: allow };
};

/** Nothing for a request of another origin, or without one. */
export const corsHeaders = (event: APIGatewayProxyEvent): Record<string, string> => {
  const origin = header(event, "origin");
  const portal = settings().LATCHKEY_PORTAL_URL;
  if (origin === undefined || portal === "" || new URL(portal).origin !== origin) return {};
  return {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": "ETag, Idempotent-Replayed, Retry-After, X-Next-Cursor",
    Vary: "Origin",
  };
};
