import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { controlPlane } from "../composition/dependencies.ts";
import { settings } from "../composition/settings.ts";
import { toResult } from "../http/answer.ts";
import { handleOperation } from "../http/noun-handler.ts";
import { routedLambda } from "../http/noun-lambda.ts";
import { me } from "../me/me.ts";
import { openApiDocument } from "../openapi/openapi-document.ts";
import { docsPage, problemsPage } from "./docs-page.ts";
import { unknownPath } from "./unknown-path.ts";

type Handle = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

const handlers: Record<string, Handle> = {
  health: async () => toResult({ status: 200, body: { status: "ok", version: settings().LATCHKEY_VERSION } }),
  docs: async () => docsPage(openApiDocument(settings().LATCHKEY_CONTROL_URL)),
  problems: async () => problemsPage(),
  openapi: async () =>
    toResult({
      status: 200,
      body: openApiDocument(settings().LATCHKEY_CONTROL_URL),
      headers: { "Cache-Control": "public, max-age=300" },
    }),
  me: (event) => handleOperation(controlPlane(), me, event),
};

/** Answers for the API itself, and for every path and method that it does not have. */
export const handler = routedLambda(
  "operations",
  (route) => {
    const handle = handlers[route.operation];
    if (!handle) throw new Error(`operations has no ${route.operation}.`);
    return handle;
  },
  unknownPath,
);
