import { randomUUID } from "node:crypto";
import { access, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Stage } from "@latchkey/aws/backup/backup-lines";
import { createDynamoClient } from "@latchkey/aws/dynamo/dynamo-client";
import { createTableInput, TTL_ATTRIBUTE } from "@latchkey/aws/dynamo/table-definition";
import { KEYS_PREFIX, newAccessKeyId, TABLE_NAME } from "../composition/environment.ts";
import { type Engine, findRunningEngine, startEngine } from "../dynamodb/embedded-engine.ts";
import { ensureTable } from "../dynamodb/ensure-table.ts";
import { startSecretsEndpoint } from "../secrets/secrets-endpoint.ts";
import type { Where } from "./backup-arguments.ts";

/** Long reads and writes are worth more patience than a call of a consumer. */
const MAX_ATTEMPTS = 8;

export interface OpenStage extends Stage {
  stop(): Promise<void>;
}

/**
 * The stage that a tool works on. On one machine it joins a Latchkey that is running in the folder; else it starts the
 * engine itself.
 *
 * @param alone whether no other process may use the folder meanwhile.
 */
export const openStage = async (
  where: Where,
  { alone, endpoint }: { alone: boolean; endpoint?: string | undefined },
): Promise<OpenStage> => ("data" in where ? onOneMachine(where.data, alone, endpoint) : deployed(where));

const deployed = ({ table, keys }: { table: string; keys: string }): OpenStage => {
  const client = createDynamoClient({ maxAttempts: MAX_ATTEMPTS });
  const secrets = new SecretsManagerClient({});
  const stop = async () => {
    client.destroy();
    secrets.destroy();
  };
  return { client, tableName: table, secrets, keys, stop };
};

const onOneMachine = async (
  data: string,
  alone: boolean,
  endpoint: string | undefined,
): Promise<OpenStage> => {
  if (alone) await mkdir(data, { recursive: true, mode: 0o700 });
  else
    await access(join(data, "secrets.json")).catch((cause: unknown) => {
      throw new Error(`There is no Latchkey in ${data}.`, { cause });
    });
  const engine = await engineOf(data, alone, endpoint);
  const accessKeyId = newAccessKeyId();
  const credentials = { accessKeyId, secretAccessKey: "local" };
  const keeper = await startSecretsEndpoint({
    path: join(data, "secrets.json"),
    accessKeyId,
    now: Date.now,
    newId: randomUUID,
    onError: (error) => console.error(error),
  });
  const client = createDynamoClient({
    endpoint: engine.endpoint,
    region: "local",
    credentials,
    maxAttempts: MAX_ATTEMPTS,
  });
  const secrets = new SecretsManagerClient({ endpoint: keeper.url, region: "local", credentials });
  const stop = async () => {
    client.destroy();
    secrets.destroy();
    await keeper.stop();
    await engine.stop();
  };
  try {
    if (alone)
      await ensureTable(client, { table: createTableInput(TABLE_NAME), timeToLiveAttribute: TTL_ATTRIBUTE });
    return { client, tableName: TABLE_NAME, secrets, keys: KEYS_PREFIX, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const engineOf = async (
  data: string,
  alone: boolean,
  given: string | undefined,
): Promise<Pick<Engine, "endpoint" | "stop">> => {
  const endpoint = given ?? (alone ? undefined : await findRunningEngine(data));
  if (endpoint !== undefined) return { endpoint, stop: async () => {} };
  return startEngine({
    dataDirectory: data,
    onUnexpectedExit: (reason) => {
      console.error(reason);
      process.exit(1);
    },
  });
};
