import { answersOf, responseComponents } from "./answers.ts";
import { type ComponentSchemas, componentSchemas } from "./component-schemas.ts";
import { HEADERS } from "./headers.ts";
import type { Json } from "./json.ts";
import { DESCRIBED, type DescribedOperation, SCHEMA_DOCS, TAGS } from "./noun-list.ts";
import { pageDocs } from "./page-docs.ts";
import { parameterComponents, parametersOf } from "./parameters.ts";
import { PROBLEM_SCHEMAS } from "./problem-schema.ts";
import { SECURITY, SECURITY_SCHEMES } from "./security.ts";

const DESCRIPTION = `Manages API consumers, their credentials and subscriptions.

Lists answer \`{items, cursor}\`. Times are UTC in ISO 8601. Unknown members of a request are refused; answers may gain members.
What the caller may not see is 404, what it may see but not do is 403. Every refusal is a problem document (RFC 9457) with a code.`;

let made: Json | undefined;

/** The OpenAPI 3.1 document, from the route table, the schemas that parse the requests, and the texts beside them. */
export const openApiDocument = (server: string): Json => {
  made ??= build(server);
  return made;
};

const build = (server: string): Json => {
  const components = componentSchemas([...SCHEMA_DOCS, ...pageDocs(DESCRIBED, SCHEMA_DOCS)]);
  const paths: Record<string, Json> = {};
  for (const described of DESCRIBED) {
    const { path, method } = described.route;
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(described, components) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Latchkey",
      version: "1",
      description: DESCRIPTION,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    ...(server ? { servers: [{ url: server }] } : {}),
    security: SECURITY,
    tags: TAGS,
    paths,
    components: {
      schemas: { ...components.schemas, ...PROBLEM_SCHEMAS },
      parameters: parameterComponents(DESCRIBED, components),
      headers: HEADERS,
      responses: responseComponents(),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
};

const operationObject = (described: DescribedOperation, components: ComponentSchemas): Json => {
  const { route, operation, docs } = described;
  return {
    operationId: route.operation,
    summary: operation.summary,
    description: docs.description,
    tags: [docs.tag],
    ...(route.public ? { security: [] } : {}),
    parameters: parametersOf(described, components),
    ...(operation.body ? { requestBody: requestBody(operation.body, components) } : {}),
    responses: answersOf(described, components),
  };
};

const requestBody = (
  body: NonNullable<DescribedOperation["operation"]["body"]>,
  components: ComponentSchemas,
): Json => {
  const docs = components.docsOf(body);
  const example = docs?.example;
  return {
    required: true,
    description: docs?.description ?? "The settings.",
    content: {
      "application/json": {
        schema: components.refer(body, "request"),
        ...(example === undefined ? {} : { example }),
      },
    },
  };
};
