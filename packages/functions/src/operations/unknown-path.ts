import { notFound, Refusal } from "@latchkey/core/refusal";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { toResult } from "../http/answer.ts";
import { corsHeaders } from "../http/cors-middleware.ts";
import { header } from "../http/request.ts";
import { methodsOf } from "../routes/control-api.ts";

const PREFLIGHT_SECONDS = "600";

/** A preflight is answered; a method that the path has not got is told which ones it has. */
export const unknownPath = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
  const methods = methodsOf(event.path);
  if (event.httpMethod === "OPTIONS") return preflight(event, methods);
  if (methods.length === 0) throw notFound("path");
  throw new Refusal("method-not-allowed", `Here are ${methods.join(", ")}.`, { allow: methods });
};

const preflight = (event: APIGatewayProxyEvent, methods: string[]): APIGatewayProxyResult => {
  const allowed =
    Object.keys(corsHeaders(event)).length > 0 && header(event, "access-control-request-method");
  return toResult({
    status: 204,
    headers: {
      Allow: ["OPTIONS", ...methods].join(", "),
      ...(allowed
        ? {
            "Access-Control-Allow-Methods": methods.join(", "),
            "Access-Control-Allow-Headers":
              "authorization, content-type, idempotency-key, if-match, if-none-match, x-api-key",
            "Access-Control-Max-Age": PREFLIGHT_SECONDS,
          }
        : {}),
    },
  });
};
