import { Raced, retryRaced, Unavailable } from "@latchkey/core/outage";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { Log } from "../composition/log.ts";
import { noticePage, REFUSED } from "./notice-page.tsx";
import { pageResult } from "./page-result.ts";

/** Answers a person who follows a link from a mail. */
export type Handle = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

export const tokenOf = (event: APIGatewayProxyEvent): string => event.pathParameters?.["token"] ?? "";

const MAX_TRIES = 5;

/** Tries again what has raced: it reads as it is by then. */
export const untilSettled = <T>(attempt: () => Promise<T>): Promise<T> => retryRaced(MAX_TRIES, attempt);

/** A person who follows a link from a mail gets a page, also on failure. The path is a secret and is never logged. */
export const guarded =
  (log: Log, handle: Handle): Handle =>
  async (event) => {
    try {
      return await handle(event);
    } catch (error) {
      const { requestId } = event.requestContext;
      const busy = error instanceof Unavailable || error instanceof Raced;
      log.error(busy ? "unavailable" : "internal-error", { requestId, resource: event.resource, error });
      return busy
        ? pageResult(503, noticePage(REFUSED.busy), { "Retry-After": "2" })
        : pageResult(500, noticePage(REFUSED.broken));
    }
  };
