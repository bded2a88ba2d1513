import { buffer } from "node:stream/consumers";
import { NewCredential } from "@latchkey/core/credential/credential-input";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { identityFrom } from "@latchkey/functions/testing/request-identity";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startCounted } from "../credentials/store.fixture.ts";
import { byHmac, token } from "../credentials/tokens.fixture.ts";

type Counted = Awaited<ReturnType<typeof startCounted>>;
type Handler = (event: APIGatewayRequestAuthorizerEvent) => Promise<unknown>;

let counted: Counted;
let secrets: Awaited<ReturnType<typeof startServer>>;
const asked: string[] = [];
let whenLoaded: { secrets: string[]; operations: string[] };
let handler: Handler;

const isRing = (name: string): name is keyof Counted["rings"] => name === "pepper" || name === "data";

/** The module that is deployed, loaded as Lambda loads it. */
beforeAll(async () => {
  counted = await startCounted();
  secrets = await startServer(async (request, response) => {
    const { SecretId } = JSON.parse((await buffer(request)).toString());
    const name = String(SecretId).replace("counted/", "");
    asked.push(name);
    response.setHeader("content-type", "application/x-amz-json-1.1");
    response.end(JSON.stringify({ SecretString: isRing(name) ? JSON.stringify(counted.rings[name]) : "" }));
  });
  Object.assign(process.env, {
    AWS_LAMBDA_FUNCTION_NAME: "latchkey-test-authorizer",
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_DYNAMODB: counted.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    LATCHKEY_TABLE: counted.tableName,
    LATCHKEY_KEYS: "counted/",
    LATCHKEY_GATEWAY_API: "gateway001",
  });
  const lambda = await import("@latchkey/functions/authorizer/authorizer-lambda");
  handler = lambda.handler;
  whenLoaded = { secrets: [...asked], operations: [...counted.operations] };
});
/** Another Lambda, which remembers nothing of the first. */
const loadGateway = async () => {
  vi.resetModules();
  vi.stubGlobal("awslambda", { streamifyResponse: (streamed: unknown) => streamed });
  counted.operations.length = 0;
  asked.length = 0;
  await import("@latchkey/functions/gateway/gateway-lambda");
  vi.unstubAllGlobals();
  return { secrets: [...asked], operations: [...counted.operations] };
};
afterAll(async () => {
  await secrets.stop();
  await counted.stop();
});

const eventWith = (headers: Record<string, string>): APIGatewayRequestAuthorizerEvent =>
  JSON.parse(
    JSON.stringify({
      type: "REQUEST",
      methodArn: "arn:aws:execute-api:us-east-1:123456789012:gateway001/prod/GET/echo/orders",
      resource: "/{service}/{proxy+}",
      path: "/echo/orders",
      httpMethod: "GET",
      headers,
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      requestContext: {
        apiId: "gateway001",
        stage: "prod",
        path: "/prod/echo/orders",
        requestId: "request",
        identity: identityFrom("192.0.2.1"),
      },
    }),
  );

const issue = (type: NewCredential["type"], more: object = {}) =>
  counted.issue(NewCredential.parse({ name: "x", type, ...more }));

/** What a call asked for, one after the other. */
const costOf = async (headers: Record<string, string>): Promise<string[]> => {
  counted.operations.length = 0;
  asked.length = 0;
  const answer: unknown = await handler(eventWith(headers));
  expect(Object(answer).policyDocument.Statement[0]).toMatchObject({ Effect: "Allow" });
  return [...counted.operations, ...asked];
};

describe("A Lambda that has loaded", () => {
  it("has its key rings and a connection to the table, and has asked for nothing else", () => {
    expect([...whenLoaded.secrets].sort()).toEqual(["data", "pepper"]);
    expect(whenLoaded.operations).toEqual(["BatchGetItem"]);
  });

  it("needs one round trip for its first verdict on a minted key", async () => {
    const { secret } = await issue("api-key");
    expect(await costOf({ "X-API-Key": secret["apiKey"] ?? "" })).toEqual(["BatchGetItem"]);
  });

  it("needs two for its first token of an issuer, and two for an imported key", async () => {
    const issuer = "https://first.example";
    const { secret } = await issue("jwt", { algorithm: "HS256", issuer });
    const claims = { iss: issuer, sub: "s", exp: Math.floor(Date.now() / 1000) + 60 };
    const bearer = token({ alg: "HS256" }, claims, byHmac(secret["secret"] ?? ""));
    expect(await costOf({ Authorization: `Bearer ${bearer}` })).toEqual(["BatchGetItem", "BatchGetItem"]);
    const imported = await issue("api-key", { apiKey: "an-imported-key-of-a-first-call" });
    expect(await costOf({ "X-API-Key": imported.secret["apiKey"] ?? "" })).toEqual([
      "BatchGetItem",
      "BatchGetItem",
    ]);
  });

  it("is the gateway too: it has the key ring of its services, and a connection to the table", async () => {
    expect(await loadGateway()).toEqual({ secrets: ["data"], operations: ["GetItem"] });
  });
});
