import "@latchkey/local/rest-api/lambda-runtime-shim";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { startTestStore } from "@latchkey/aws/testing/store-for-tests";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { consumerContext } from "@latchkey/functions/gateway/gateway.fixture";
import { gatewayResponses } from "@latchkey/functions/routes/gateway-responses";
import { GATEWAY_ROUTES } from "@latchkey/functions/routes/gateway-routes";
import type { LambdaHandler } from "@latchkey/local/rest-api/lambda-handler";
import type { RestFault } from "@latchkey/local/rest-api/rest-api";
import { startRestApi } from "@latchkey/local/rest-api/rest-server";

const portOf = (address: ReturnType<ReturnType<typeof createServer>["address"]>): number => {
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
};

export interface RunningGateway {
  port: number;
  faults: RestFault[];
  /** What answers behind the service `echo`. */
  upstream(listener: RequestListener): void;
  stop(): Promise<void>;
}

/** The gateway's Lambda as it is deployed, behind the adapter, over a real table; the authorizer admits everyone. */
export const startGateway = async (): Promise<RunningGateway> => {
  const store = await startTestStore();
  let listener: RequestListener = (_request, response) => response.end();
  const upstream = createServer((request, response) => listener(request, response)).listen(0, "127.0.0.1");
  await once(upstream, "listening");

  const team = fresh.team();
  const url = `http://127.0.0.1:${portOf(upstream.address())}`;
  const service = fresh.service(team.slug, {
    slug: "echo",
    upstream: { url, timeoutSeconds: 5, sealedHeaders: {} },
  });
  await store.keep({ team });
  await store.keep({ service });

  Object.assign(process.env, {
    LATCHKEY_TABLE: store.tableName,
    LATCHKEY_PRIVATE_UPSTREAMS: "true",
    LATCHKEY_VERSION: "1.2.3+abc1234",
    AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_LAMBDA_LOG_LEVEL: "FATAL",
  });
  const { handler } = await import("@latchkey/functions/gateway/gateway-lambda");
  const faults: RestFault[] = [];
  const api = await startRestApi(
    {
      name: "gateway",
      apiId: "gateway",
      stage: "test",
      stageInPath: false,
      routes: GATEWAY_ROUTES.map(({ method, path, public: open }) => ({
        method,
        path,
        authorized: open !== true,
        integration: { handler, streaming: true },
      })),
      authorizer: { handler: admitting(service.id) },
      gatewayResponses: gatewayResponses("gateway"),
      binaryMediaTypes: ["*/*"],
      maxBodyBytes: 10 * 1024 * 1024,
      timeoutMilliseconds: 29_000,
      report: (fault) => faults.push(fault),
    },
    { host: "127.0.0.1", port: 0 },
  );
  return {
    port: api.port,
    faults,
    upstream: (next) => {
      listener = next;
    },
    stop: async () => {
      await api.close();
      upstream.closeAllConnections();
      upstream.close();
      await store.stop();
    },
  };
};

const admitting =
  (serviceId: string): LambdaHandler =>
  async (event: { methodArn: string }) => ({
    principalId: "con_1",
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: event.methodArn }],
    },
    context: consumerContext({ serviceId }),
  });
