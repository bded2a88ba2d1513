import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type Engine, startEngine } from "./embedded-engine.ts";
import { type StreamCalls, streamCalls } from "./stream-calls.ts";

/** What the SDK clients of an engine need; the engine takes any credentials. */
export const engineClientConfig = (endpoint: string) => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
});

export type TemporaryEngine = Engine & {
  dataDirectory: string;
  client: DynamoDBClient;
  streams: StreamCalls;
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
  const streams = streamCalls(config);
  const stop = async () => {
    client.destroy();
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
