import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CreateTableCommand,
  type DynamoDBClient,
  type DynamoDBClientConfig,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { createDynamoClient } from "../dynamo-client.ts";
import { createTableInput } from "../table/table-definition.ts";

/** An empty table of the real shape, on a real engine. */
export interface TestTable {
  client: DynamoDBClient;
  endpoint: string;
  tableName: string;
  stop(): Promise<void>;
}

/** Starts the embedded engine in memory, or uses the one that `DYNAMODB_ENDPOINT` names. */
export const startTestTable = async (): Promise<TestTable> => {
  const given = process.env["DYNAMODB_ENDPOINT"];
  const engine = given ? { endpoint: given, stop: async () => {} } : await startEngine();
  const client = testClient(engine.endpoint);
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
): DynamoDBClient =>
  createDynamoClient({
    ...config,
    endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });

const startEngine = async () => {
  const packageFile = createRequire(import.meta.url).resolve("@dynoxide/linux-x64/package.json");
  const port = await freePort();
  const engine = spawn(
    join(dirname(packageFile), "dynoxide"),
    ["--host", "127.0.0.1", "--port", String(port)],
    {
      stdio: "ignore",
    },
  );
  const gone = once(engine, "exit");
  const endpoint = `http://127.0.0.1:${port}`;
  for (let attempt = 0; !(await isUp(endpoint)); attempt += 1) {
    if (attempt === 200 || engine.exitCode !== null) throw new Error("The DynamoDB engine did not start.");
    await sleep(25);
  }
  const stop = async () => {
    engine.kill();
    await gone;
  };
  return { endpoint, stop };
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
