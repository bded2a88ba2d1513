import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createTableInput, TTL_ATTRIBUTE } from "@latchkey/aws/dynamo/table-definition";
import type { Plane } from "@latchkey/functions/routes/gateway-responses";
import { ensureTable } from "@latchkey/local/dynamodb/ensure-table";
import { startTemporaryEngine } from "@latchkey/local/dynamodb/temporary-engine";
import { startRestApi } from "@latchkey/local/rest-api/rest-server";
import { startSecretsEndpoint } from "@latchkey/local/secrets/secrets-endpoint";
import { functionsOf, named, ofType } from "../graph/evaluate-stage.ts";
import type { Graph } from "../graph/graph.ts";
import "@latchkey/local/rest-api/lambda-runtime-shim";

const ACCESS_KEY_ID = "PORTAL";

/**
 * Both planes of a stage as the graph describes them, in this process: the functions' modules with the environment of
 * the graph, and API Gateway's own answers as the graph has them. The environment is the process's: once a process.
 */
export const startPlanesOf = async (graph: Graph, stage: string) => {
  const engine = await startTemporaryEngine();
  const tableName = String(named(graph, "aws:dynamodb/table:Table", "TableTable").inputs["name"]);
  const table = createTableInput(tableName);
  await ensureTable(engine.client, { table, timeToLiveAttribute: TTL_ATTRIBUTE });
  const secrets = await startSecretsEndpoint({
    accessKeyId: ACCESS_KEY_ID,
    now: Date.now,
    newId: randomUUID,
    onError: console.error,
    path: join(engine.dataDirectory, "secrets.json"),
  });
  const environments = ["gateway", "authorizer", "consumers"].map(
    (name) => Object(functionsOf(graph, stage).get(name)?.inputs["environment"]).variables,
  );
  Object.assign(process.env, ...environments, {
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: ACCESS_KEY_ID,
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
  });
  const client = new SecretsManagerClient({ endpoint: secrets.url });
  for (const { inputs } of ofType(graph, "aws:secretsmanager/secret:Secret"))
    await client.send(new CreateSecretCommand({ Name: String(inputs["name"]) }));
  client.destroy();

  // Only now: modules read the environment when they are loaded.
  const { loadLambdas } = await import("@latchkey/local/composition/lambdas");
  const { planeApi } = await import("@latchkey/local/composition/planes");
  const { handler: authorizer } = await import("@latchkey/functions/authorizer/authorizer-lambda");
  const { handler: root } = await import("@latchkey/functions/root/root-lambda");
  const { apiKey } = Object(
    await root({ do: "rotate-root-key" }, { getRemainingTimeInMillis: () => Number.POSITIVE_INFINITY }),
  );
  const lambdas = await loadLambdas();
  const start = (plane: Plane, title: string) =>
    startRestApi(
      {
        ...planeApi(plane, lambdas, authorizer, Date.now, {
          controlUrl: "https://api.latchkey.test",
          gatewayUrl: "https://gateway.latchkey.test",
        }),
        apiId: `${title}Api-id`,
        gatewayResponses: gatewayResponsesOf(graph, title),
      },
      { port: 0, host: "127.0.0.1" },
    );
  const [control, gateway] = await Promise.all([start("control", "Control"), start("gateway", "Gateway")]);
  return {
    rootKey: String(apiKey),
    control: `http://127.0.0.1:${control.port}`,
    gateway: `http://127.0.0.1:${gateway.port}`,
    stop: async () => {
      await Promise.all([control.close(), gateway.close()]);
      await secrets.stop();
      await engine[Symbol.asyncDispose]();
    },
  };
};

const gatewayResponsesOf = (graph: Graph, title: string) =>
  Object.fromEntries(
    ofType(graph, "aws:apigateway/response:Response")
      .filter(({ inputs }) => inputs["restApiId"] === `${title}Api-id`)
      .map(({ inputs }) => [
        String(inputs["responseType"]),
        {
          statusCode: Number(inputs["statusCode"]),
          template: String(Object(inputs["responseTemplates"])["application/json"]),
          headers: Object.fromEntries(
            Object.entries(Object(inputs["responseParameters"])).map(([name, value]) => [
              name.replace("gatewayresponse.header.", ""),
              String(value).slice(1, -1),
            ]),
          ),
        },
      ]),
  );
