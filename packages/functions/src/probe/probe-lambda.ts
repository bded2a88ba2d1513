import type { LambdaFunctionURLEvent } from "aws-lambda";
import { readUrlEvent } from "./read-url-event.ts";
import { sendEcho } from "./send-echo.ts";

/** The service that a stage brings for `npx latchkey doctor`, behind a function URL that only the gateway's role may call. */
export const handler = awslambda.streamifyResponse<LambdaFunctionURLEvent>((event, stream) =>
  sendEcho(
    readUrlEvent(event),
    (statusCode, contentType) =>
      awslambda.HttpResponseStream.from(stream, {
        statusCode,
        headers: { "Content-Type": contentType, "Cache-Control": "no-store" },
      }),
    new AbortController().signal,
  ),
);
