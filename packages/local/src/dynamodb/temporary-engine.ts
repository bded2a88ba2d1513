import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { type Engine, startEngine } from "./embedded-engine.ts";

/** What the SDK clients of an engine need; the engine takes any credentials. */
export const engineClientConfig = (endpoint: string): DynamoDBClientConfig & { endpoint: string } => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});

export type TemporaryEngine = Engine & {
  dataDirectory: string;
  client: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  /** Also removes the data. */
  [Symbol.asyncDispose](): Promise<void>;
};

/** An engine for one test, in a folder of its own, or on the folder given. */
export const startTemporaryEngine = async (folder?: string): Promise<TemporaryEngine> => {
  const dataDirectory = folder ?? (await mkdtemp(join(tmpdir(), "latchkey-")));
  const engine = await startEngine({
    dataDirectory,
    onUnexpectedExit: (reason) => {
      throw new Error(reason);
    },
  });
  const config = engineClientConfig(engine.endpoint);
  const client = new DynamoDBClient(config);
  const streams = new DynamoDBStreamsClient(config);
  const stop = async () => {
    client.destroy();
    streams.destroy();
    await engine.stop();
  };
  return {
    ...engine,
    dataDirectory,
    client,
    streams,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
};
