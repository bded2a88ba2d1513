import { headerOf } from "@latchkey/core/gateway/client-request";
import { preflightHeaders } from "@latchkey/core/gateway/cors";
import { servicePath } from "@latchkey/core/gateway/service-path";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { isForwarded } from "./admit.ts";
import { clientRequest } from "./read-client-request.ts";
import type { WholeAnswer } from "./send-whole.ts";
import type { ServiceReader } from "./service-reader.ts";

/**
 * The answer to every `OPTIONS`: 204, never the upstream's. A service that is unknown, one without CORS and one that does
 * not name the origin get the same answer except for `Vary`. The portal may ask any service.
 * @throws Unavailable when the store does not answer.
 */
export const preflight = async (
  services: ServiceReader,
  event: APIGatewayProxyEvent,
  now: number,
  portalOrigin: string | undefined,
): Promise<WholeAnswer> => {
  const path = servicePath(event.path);
  const found = path && (await services.read(path.slug, now));
  const service = found && isForwarded(found) ? found : undefined;
  const request = clientRequest(event);
  return {
    status: 204,
    headers: preflightHeaders(
      service,
      headerOf(request, "origin"),
      headerOf(request, "access-control-request-headers"),
      portalOrigin,
    ),
  };
};
