import * as z from "zod/mini";
import { auditOperations } from "../audit/audit-operations.ts";
import { catalogOperations } from "../catalog/catalog-operations.ts";
import { consumersOperations } from "../consumers/consumers-operations.ts";
import { credentialsOperations } from "../credentials/credentials-operations.ts";
import { deadLettersOperations } from "../dead-letters/dead-letters-operations.ts";
import type { Operation } from "../http/operation.ts";
import { issuersOperations } from "../issuers/issuers-operations.ts";
import { pluginsOperations } from "../plugins/plugins-operations.ts";
import { PROBLEM_CODES } from "../problem/problem-document.ts";
import { CONTROL_ROUTES } from "../routes/control-routes.ts";
import type { Route } from "../routes/route.ts";
import { servicesOperations } from "../services/services-operations.ts";
import { subscriptionsOperations } from "../subscriptions/subscriptions-operations.ts";
import { teamsOperations } from "../teams/teams-operations.ts";
import { usageOperations } from "../usage/usage-operations.ts";
import { verifyOperations } from "../verify/verify-operations.ts";
import { webhooksOperations } from "../webhooks/webhooks-operations.ts";
import { me } from "./me.ts";

const nothingToRead = () => {
  throw new Error("Operations are described here, not carried out.");
};

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  me,
  ...teamsOperations,
  ...servicesOperations,
  ...catalogOperations,
  ...consumersOperations,
  ...pluginsOperations,
  ...usageOperations,
  ...credentialsOperations,
  ...issuersOperations,
  ...subscriptionsOperations,
  ...webhooksOperations,
  ...deadLettersOperations,
  ...auditOperations(nothingToRead, () => {}),
  ...verifyOperations,
};

type Json = Record<string, unknown>;

const schema = (of: z.ZodMiniType, io: "input" | "output"): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(of, { io, unrepresentable: "any" });
  return rest;
};

const content = (mediaType: string, of: Json) => ({ content: { [mediaType]: { schema: of } } });

const parameters = (route: Route, { query }: Operation): Json[] => {
  const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const properties = query ? (schema(query, "input")["properties"] as Json | undefined) : undefined;
  const inQuery = Object.entries(properties ?? {}).map(([name, of]) => ({ name, in: "query", schema: of }));
  const idempotency = { name: "Idempotency-Key", in: "header", schema: { type: "string", maxLength: 255 } };
  return [...inPath, ...inQuery, ...(route.method === "POST" ? [idempotency] : [])];
};

const described = (route: Route, operation: Operation): Json => ({
  operationId: route.operation,
  summary: operation.summary,
  tags: [route.noun],
  parameters: parameters(route, operation),
  ...(operation.body
    ? { requestBody: { required: true, ...content("application/json", schema(operation.body, "input")) } }
    : {}),
  responses: {
    [operation.status]: {
      description: "Done.",
      ...(operation.answer ? content("application/json", schema(operation.answer, "output")) : {}),
    },
    default: {
      description: "A problem (RFC 9457).",
      ...content("application/problem+json", { $ref: "#/components/schemas/Problem" }),
    },
  },
});

const PROBLEM: Json = {
  type: "object",
  required: ["type", "title", "status", "detail", "instance", "code", "requestId"],
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    instance: { type: "string" },
    code: { enum: PROBLEM_CODES },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["pointer", "detail"],
        properties: { pointer: { type: "string" }, detail: { type: "string" } },
      },
    },
  },
};

let made: Json | undefined;

/** The OpenAPI 3.1 document, from the route table and the schemas that parse the requests. */
export const openApiDocument = (server: string): Json => {
  made ??= build(server);
  return made;
};

const build = (server: string): Json => {
  const paths: Record<string, Json> = {};
  for (const route of CONTROL_ROUTES) {
    const operation = OPERATIONS[route.operation];
    if (!operation) continue;
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: described(route, operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Latchkey",
      version: "1",
      description: "Manages API consumers, their credentials and subscriptions.",
    },
    ...(server ? { servers: [{ url: server }] } : {}),
    security: [{ apiKey: [] }, { person: [] }],
    paths,
    components: {
      schemas: { Problem: PROBLEM },
      securitySchemes: {
        apiKey: { type: "apiKey", in: "header", name: "X-API-Key" },
        person: { type: "http", scheme: "bearer", bearerFormat: "OpenID Connect ID token" },
      },
    },
  };
};
