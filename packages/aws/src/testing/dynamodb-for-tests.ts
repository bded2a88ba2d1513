import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateTableCommand,
  type DynamoDBClientConfig,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import type { DynamoCalls } from "../dynamo/dynamo-calls.ts";
import { createDynamoClient, type DynamoClient } from "../dynamo/dynamo-client.ts";
import { createEngineClient } from "../dynamo/engine-client.ts";
import { signedDynamo } from "../dynamo/signed-dynamo.ts";
import { createTableInput } from "../dynamo/table-definition.ts";
import type { SignedOptions } from "../signed/signed-service.ts";

/** For an engine that never answers, not for one that is slow on a busy machine. Milliseconds. */
const MAX_WAIT = 60_000;

/** An empty table of the real shape, on a real engine. */
export interface TestTable {
  client: DynamoClient;
  endpoint: string;
  tableName: string;
  stop(): Promise<void>;
}

/** Starts the embedded engine in memory, or uses the one that `DYNAMODB_ENDPOINT` names. */
export const startTestTable = async (
  clientOf: (endpoint: string) => DynamoClient = testClient,
): Promise<TestTable> => {
  const given = process.env["DYNAMODB_ENDPOINT"];
  const engine = given ? { endpoint: given, stop: async () => {} } : await startEngine();
  const client = clientOf(engine.endpoint);
  const tableName = `test-${randomUUID()}`;
  await client.send(new CreateTableCommand(createTableInput(tableName)));
  await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: tableName });
  const stop = async () => {
    client.destroy();
    await engine.stop();
  };
  return { client, endpoint: engine.endpoint, tableName, stop };
};

/** The program's own client, for an engine that takes any credentials. */
export const testClient = (
  endpoint: string,
  config: Pick<DynamoDBClientConfig, "maxAttempts" | "requestHandler"> = {},
): DynamoClient =>
  createDynamoClient({
    ...config,
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });

/** The client of `npm start`, for an engine that takes any credentials: for tests of a great many writes. */
export const engineTestClient = (endpoint: string): DynamoClient =>
  createEngineClient({
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });

/** The client of the authorizer and the gateway, for an engine that takes any credentials. */
export const signedTestClient = (
  endpoint: string,
  options: Pick<SignedOptions, "maxAttempts" | "timeouts"> = {},
): DynamoCalls =>
  signedDynamo({
    ...options,
    endpoint,
    region: "us-east-1",
    credentials: () => ({ accessKeyId: "test", secretAccessKey: "test" }),
  });

/** Between asking for a free port and using it another program may take it: then another one is tried. */
const startEngine = async () => {
  const platform = `${process.platform}-${process.arch}`;
  const packageFile = createRequire(import.meta.url).resolve(`@dynoxide/${platform}/package.json`);
  const binary = join(dirname(packageFile), "dynoxide");
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    const engine = spawn(binary, ["--host", "127.0.0.1", "--port", String(port)], { stdio: "ignore" });
    const gone = once(engine, "exit");
    const endpoint = `http://127.0.0.1:${port}`;
    const stop = async () => {
      engine.kill();
      await gone;
    };
    if (await comesUp(engine, endpoint)) return { endpoint, stop };
    await stop();
  }
  throw new Error("The DynamoDB engine did not start.");
};

const comesUp = async (engine: ChildProcess, endpoint: string): Promise<boolean> => {
  for (const until = Date.now() + MAX_WAIT; engine.exitCode === null && Date.now() < until; await sleep(25))
    if (await isUp(endpoint)) return engine.exitCode === null;
  return false;
};

const isUp = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return address.port;
};
