import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import { CONTROL_ROUTES } from "@latchkey/functions/routes/control-routes";
import { gatewayResponses } from "@latchkey/functions/routes/gateway-responses";
import { GATEWAY_ROUTES } from "@latchkey/functions/routes/gateway-routes";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph, Resource } from "./graph/graph.ts";
import { PUBLIC } from "./open-routes.fixture.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe.skipIf(missing !== "")(`the two REST APIs${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateStage("production");
  });

  /** Each method with its path, put together from the tree of resources. */
  const methods = () =>
    ofType(graph, "aws:apigateway/method:Method").map((method) => ({
      plane: method.name.startsWith("Control") ? "Control" : "Gateway",
      method: String(method.inputs["httpMethod"]),
      path: pathOf(String(method.inputs["resourceId"])),
      authorization: method.inputs["authorization"],
      authorizer: method.inputs["authorizerId"],
    }));
  const pathOf = (resourceId: string): string => {
    const found = ofType(graph, "aws:apigateway/resource:Resource").find(
      ({ name }) => `${name}-id` === resourceId,
    );
    if (!found) return "/";
    const parent = pathOf(String(found.inputs["parentId"]));
    return `${parent === "/" ? "" : parent}/${found.inputs["pathPart"]}`;
  };

  it("have the routes of the route tables, and no others", () => {
    const routes = [
      ...CONTROL_API.map(({ method, path }) => `Control ${method} ${path}`),
      ...GATEWAY_ROUTES.map(({ method, path }) => `Gateway ${method} ${path}`),
    ];
    const deployed = methods().map(({ plane, method, path }) => `${plane} ${method} ${path}`);
    expect(deployed.sort()).toEqual(routes.sort());
  });

  it("ask the authorizer on every route but these", () => {
    const open = methods().filter(({ authorization }) => authorization !== "CUSTOM");
    const listed = open.map(({ plane, method, path }) =>
      plane === "Control" && method === "ANY" ? "Control ANY *" : `${plane} ${method} ${path}`,
    );
    expect([...new Set(listed)].sort()).toEqual(PUBLIC);
    expect(open.every(({ authorization }) => authorization === "NONE")).toBe(true);
  });

  it("send what the control plane does not know to the function that only refuses", () => {
    const anyMethod = CONTROL_API.filter(({ method }) => method === "ANY");
    expect(new Set(anyMethod.map(({ noun, operation }) => `${noun} ${operation}`))).toEqual(
      new Set(["operations unknown"]),
    );
    expect(CONTROL_ROUTES.every(({ method }) => method !== "ANY")).toBe(true);
  });

  it.each(["Control", "Gateway"])(
    "never remember a verdict of the authorizer, and ask for every request: %s",
    (plane) => {
      const { inputs } = named(
        graph,
        "aws:apigateway/authorizer:Authorizer",
        `${plane}AuthorizerCredentialsAuthorizer`,
      );
      expect(inputs).toMatchObject({
        type: "REQUEST",
        authorizerResultTtlInSeconds: 0,
        identitySource: "context.extendedRequestId",
      });
      const own = methods().filter((method) => method.plane === plane && method.authorization === "CUSTOM");
      expect(own.every(({ authorizer }) => authorizer === `${plane}AuthorizerCredentialsAuthorizer-id`)).toBe(
        true,
      );
    },
  );

  it.each(["Control", "Gateway"])("are regional, take bodies as bytes and compress nothing: %s", (plane) => {
    const { inputs } = named(graph, "aws:apigateway/restApi:RestApi", `${plane}Api`);
    expect(inputs).toMatchObject({
      endpointConfiguration: { types: "REGIONAL" },
      binaryMediaTypes: ["*/*"],
    });
    expect(inputs["minimumCompressionSize"]).toBeUndefined();
  });

  const integrations = (plane: string): Resource[] =>
    ofType(graph, "aws:apigateway/integration:Integration").filter(({ name }) => name.startsWith(plane));

  it("stream every answer of the gateway for up to 15 minutes, and none of the control plane", () => {
    for (const { inputs } of integrations("Gateway")) {
      expect(inputs).toMatchObject({ responseTransferMode: "STREAM", timeoutMilliseconds: 900_000 });
      expect(inputs["uri"]).toMatch(/\/response-streaming-invocations$/);
    }
    for (const { inputs } of integrations("Control"))
      expect(inputs).toMatchObject({ responseTransferMode: "BUFFERED" });
  });

  it.each(["control", "gateway"] as const)(
    "answer by themselves with exactly the documents of the route table: %s",
    (plane) => {
      const title = plane === "control" ? "Control" : "Gateway";
      const deployed = ofType(graph, "aws:apigateway/response:Response").filter(({ name }) =>
        name.startsWith(title),
      );
      const portalOrigin = new URL(String(graph.outputs["portal"])).origin;
      const documents = Object.entries(
        gatewayResponses(plane, {
          portalOrigin,
          controlUrl: String(graph.outputs["control"]),
          gatewayUrl: String(graph.outputs["gateway"]),
        }),
      ).map(([responseType, response]) => ({
        responseType,
        statusCode: String(response.statusCode),
        responseTemplates: { "application/json": response.template },
        responseParameters: Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [
            `gatewayresponse.header.${name}`,
            `'${value}'`,
          ]),
        ),
        restApiId: `${title}Api-id`,
      }));
      const byType = (one: { responseType?: unknown }, other: { responseType?: unknown }) =>
        String(one.responseType).localeCompare(String(other.responseType));
      expect(deployed.map(({ inputs }) => inputs).sort(byType)).toEqual(documents.sort(byType));
    },
  );

  it.each(["Control", "Gateway"])(
    "log who called which route, and no query, header, body or path: %s",
    (plane) => {
      const { inputs } = named(graph, "aws:apigateway/stage:Stage", `${plane}Stage`);
      const { format } = Object(inputs["accessLogSettings"]);
      const used = String(format).match(/\$context\.[\w.]+/g) ?? [];
      expect(used).toContain("$context.resourcePath");
      for (const variable of used)
        expect(variable).not.toMatch(/path$|query|header|body|userAgent|token|claims|messageString/);
    },
  );

  it.each(["Control", "Gateway"])("are deployed again when only such a document changes: %s", (plane) => {
    const { inputs } = named(graph, "aws:apigateway/deployment:Deployment", `${plane}Deployment`);
    expect(Object.keys(Object(inputs["triggers"]))).toEqual(
      expect.arrayContaining(["authorizer", "gatewayResponses"]),
    );
  });
});
