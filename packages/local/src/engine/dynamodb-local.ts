import { createHash } from "node:crypto";
import { chmod, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import type { EngineProgram } from "./engine-program.ts";
import { runProgram } from "./run-program.ts";

export const DATABASE = "shared-local-instance.db";
export const JAR_FOLDER = "dynamodb-local-jar";
export const DOCKER_FOLDER = join("dynamodb-local-docker", "data");
export const IMAGE = "amazon/dynamodb-local";

/** A Java program takes seconds to start. */
const READY_WITHIN = 60_000;
const ASKED_EVERY = 100;
const DOCKER_WITHIN = 20_000;

/** It sends to AWS how it is used, unless this says no. */
const QUIET = { DDB_LOCAL_TELEMETRY: "false" };

/** AWS's DynamoDB Local, from the jar that is on this machine. Its options name no address: it listens on all of them. */
export const jarProgram = (jar: string, data: string, environment: NodeJS.ProcessEnv): EngineProgram => {
  const folder = join(data, JAR_FOLDER);
  return {
    name: "DynamoDB Local",
    command: "java",
    args: (port) => [
      `-Djava.library.path=${join(dirname(jar), "DynamoDBLocal_lib")}`,
      "-jar",
      jar,
      "-port",
      `${port}`,
      "-sharedDb",
      "-dbPath",
      folder,
    ],
    environment: { ...environment, ...QUIET },
    isReady: listsTables,
    readyWithin: READY_WITHIN,
    askedEvery: ASKED_EVERY,
    prepare: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
    },
    clear: async () => {},
  };
};

/**
 * AWS's DynamoDB Local, from the image that Docker has on this machine. The image's own user writes the database: its
 * folder is open to every user, inside one that only its owner can enter.
 */
export const dockerProgram = (data: string, environment: NodeJS.ProcessEnv): EngineProgram => {
  const folder = join(data, DOCKER_FOLDER);
  const container = containerOf(data);
  return {
    name: "DynamoDB Local in Docker",
    command: "docker",
    args: (port) => [
      ...["run", "--rm", "--pull", "never", "--name", container],
      ...["--publish", `127.0.0.1:${port}:8000`, "--volume", `${folder}:/home/dynamodblocal/data`],
      ...["--env", "DDB_LOCAL_TELEMETRY=false", "--workdir", "/home/dynamodblocal"],
      ...[IMAGE, "-jar", "DynamoDBLocal.jar", "-sharedDb", "-dbPath", "./data"],
    ],
    environment,
    isReady: listsTables,
    readyWithin: READY_WITHIN,
    askedEvery: ASKED_EVERY,
    prepare: async () => {
      await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
      await chmod(dirname(folder), 0o700);
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o777);
    },
    clear: async () => {
      await runProgram("docker", ["rm", "--force", container], { environment, within: DOCKER_WITHIN });
    },
  };
};

/** One for each folder of data: a container that outlived its Latchkey is found again by its name. */
export const containerOf = (data: string): string =>
  `latchkey-${createHash("sha256").update(data).digest("hex").slice(0, 12)}`;

/** Why Docker cannot run it; undefined where the image is there. Nothing is pulled: its licence is for people to accept. */
export const dockerLacks = async (environment: NodeJS.ProcessEnv): Promise<string | undefined> => {
  const args = ["image", "inspect", "--format", "{{.Id}}", IMAGE];
  const { code, said } = await runProgram("docker", args, { environment, within: DOCKER_WITHIN });
  return code === 0 ? undefined : `Docker has no image ${IMAGE}: ${said.slice(0, 300) || "it said nothing"}`;
};

/** Why Java cannot run the jar; undefined where it can. */
export const javaLacks = async (environment: NodeJS.ProcessEnv): Promise<string | undefined> => {
  const { code, said } = await runProgram("java", ["-version"], { environment, within: DOCKER_WITHIN });
  return code === 0 ? undefined : `Java does not run: ${said.slice(0, 300) || "it said nothing"}`;
};

const listsTables = async (port: number): Promise<boolean> => {
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  try {
    await client.send(new ListTablesCommand({ Limit: 1 }), { abortSignal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  } finally {
    client.destroy();
  }
};
