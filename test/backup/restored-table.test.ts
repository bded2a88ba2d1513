import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, PutItemCommand, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Stage } from "@latchkey/aws/backup/backup-lines";
import { repairTable } from "@latchkey/aws/backup/repair-table";
import { restoreBackup } from "@latchkey/aws/backup/restore-backup";
import { writeBackup } from "@latchkey/aws/backup/write-backup";
import { outboxKey } from "@latchkey/aws/dynamo/keys";
import { createTableInput } from "@latchkey/aws/dynamo/table-definition";
import { readSchema } from "@latchkey/aws/migration/schema-item";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { startWire, type Wire } from "@latchkey/aws/testing/wire";
import { SYSTEM } from "@latchkey/core/access/actor";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import { KEY_RING_NAMES, newKeyRing } from "@latchkey/core/key-ring/new-key-ring";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import { countLiving } from "@latchkey/core/subscription/count-living";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import type { AwsJsonEndpoint } from "@latchkey/local/aws-json/aws-json-endpoint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contents } from "./contents.fixture.ts";
import { startSecrets } from "./secrets.fixture.ts";

const CONSUMERS = 100;
const shared = { passphrase: "correct horse battery staple", now: NOW, progress: () => {} };
const random = (length: number) => randomBytes(length);

let folder: string;
let store: TestStore;
let wire: Wire;
let source: Stage;
let path: string;
const endpoints: AwsJsonEndpoint[] = [];

const secretsAt = async (name: string): Promise<SecretsManagerClient> => {
  const { endpoint, secrets } = await startSecrets(join(folder, name));
  endpoints.push(endpoint);
  return secrets;
};

/** A stage with nothing in it, reached through a wire that can be cut. */
const emptyStage = async (): Promise<Stage> => {
  const tableName = `test-${randomUUID()}`;
  await store.client.send(new CreateTableCommand(createTableInput(tableName)));
  await waitUntilTableExists({ client: store.client, maxWaitTime: 30 }, { TableName: tableName });
  const client = testClient(wire.endpoint);
  return { client, tableName, secrets: await secretsAt(`${tableName}.json`), keys: "other/" };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-table-"));
  store = await startTestStore();
  wire = await startWire(store.endpoint);
  const secrets = await secretsAt("source.json");
  for (const ring of KEY_RING_NAMES)
    await secrets.send(
      new CreateSecretCommand({
        Name: `mine/${ring}`,
        SecretString: JSON.stringify(newKeyRing(NOW, random)),
      }),
    );
  source = { client: store.client, tableName: store.tableName, secrets, keys: "mine/" };
  const team = fresh.team({ slug: "callers" });
  const service = fresh.service(team.slug);
  await store.keep({ team });
  await store.keep({ service });
  const one = async () => {
    const consumer: Consumer = fresh.consumer(team.slug, { description: "x".repeat(6000) });
    const asked = fresh.subscription(consumer, service);
    const key = fresh.credential(consumer.id, { pointers: [`api-key#p1#${consumer.id}`], imported: true });
    await store.commit(
      change(
        create({ kind: "consumer", value: consumer }),
        create({ kind: "subscription", value: asked }),
        create({ kind: "credential", value: key }),
        ...countLiving(asked, 1),
      ),
    );
  };
  for (let from = 0; from < CONSUMERS; from += 20) await Promise.all(Array.from({ length: 20 }, one));
  await repairTable({ ...source, ring: store.ring }, NOW);
  path = join(folder, "calm.backup");
  await writeBackup({ ...shared, stage: source, path, random, auditLag: 0 });
});
afterAll(async () => {
  for (const endpoint of endpoints) await endpoint.stop();
  await wire.stop();
  await store.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a restored table", () => {
  it("is the table that was backed up, item for item, and so are its rings", async () => {
    const stage = await emptyStage();
    const { repaired } = await restoreBackup({ ...shared, stage, path });
    expect(repaired).toEqual({ subscriptions: 0, names: 0, counters: 0 });
    expect(await contents(store, stage.tableName)).toEqual(await contents(store, source.tableName));
    for (const ring of KEY_RING_NAMES) {
      const read = async ({ secrets, keys }: Stage) =>
        (await secrets.send(new GetSecretValueCommand({ SecretId: `${keys}${ring}` }))).SecretString;
      expect(await read(stage)).toBe(await read(source));
    }
  });

  it("that was cut off is refused by everybody, and whole after another run", async () => {
    const stage = await emptyStage();
    const from = wire.operations.length;
    const cutting = setInterval(() => {
      if (wire.operations.slice(from).filter((name) => name === "BatchWriteItem").length < 6) return;
      wire.outage = { status: 500, body: { __type: "InternalServerError" } };
    }, 1);
    await expect(restoreBackup({ ...shared, stage, path })).rejects.toThrow("DynamoDB did not answer.");
    clearInterval(cutting);
    wire.outage = undefined;
    expect((await readSchema(stage))?.restoring).toBeDefined();
    const half = (await contents(store, stage.tableName)).length;
    expect(half).toBeGreaterThan(100);
    expect(half).toBeLessThan(CONSUMERS * 7);
    const other = join(folder, "half.backup");
    const backup = writeBackup({ ...shared, stage, path: other, random, auditLag: 0 });
    await expect(backup).rejects.toThrow("is being restored");
    await restoreBackup({ ...shared, stage, path });
    expect(await contents(store, stage.tableName)).toEqual(await contents(store, source.tableName));
    await expect(restoreBackup({ ...shared, stage, path })).rejects.toThrow("is not empty");
  });

  it("has what had not been sent only when all else is there", async () => {
    const sent = {
      id: "evt_1",
      type: "team.suspended",
      at: new Date(NOW).toISOString(),
      actor: "root",
      team: "callers",
    };
    const waiting = await emptyStage();
    await restoreBackup({ ...shared, stage: waiting, path });
    await waiting.client.send(
      new PutItemCommand({
        TableName: waiting.tableName,
        Item: marshall({ ...outboxKey("evt_1"), event: sent }),
      }),
    );
    const file = join(folder, "waiting.backup");
    await writeBackup({ ...shared, stage: waiting, path: file, random, auditLag: 0 });
    const stage = await emptyStage();
    const from = wire.bodies.length;
    await restoreBackup({ ...shared, stage, path: file });
    const writes = wire.bodies
      .slice(from)
      .filter((_body, at) => wire.operations[from + at] === "BatchWriteItem");
    expect(writes.findIndex((body) => body.includes('"evt_1"'))).toBe(writes.length - 1);
  });

  it("is whole though others wrote all the while", async () => {
    let writing = true;
    let changes = 0;
    const { items } = await store.stores.subscriptionsOfService(
      (await store.stores.services({ limit: 1 })).items[0]?.slug ?? "",
      {},
      { limit: 200 },
    );
    const lively = async () => {
      for (const asked of items) {
        if (!writing) return;
        const command = { do: "approve", term: {} } as const;
        await carryOut({ now: NOW + 1000, commit: store.commit }, asked, command, { actor: SYSTEM });
        const consumer = fresh.consumer("callers");
        await store.keep({ consumer });
        changes += 1;
      }
    };
    const work = lively();
    const file = join(folder, "lively.backup");
    await writeBackup({ ...shared, stage: source, path: file, random, auditLag: 0 });
    writing = false;
    await work;
    expect(changes).toBeGreaterThan(3);
    const stage = await emptyStage();
    const { repaired } = await restoreBackup({ ...shared, stage, path: file });
    expect(repaired.counters).toBeGreaterThanOrEqual(0);
    expect(await repairTable({ ...stage, ring: store.ring }, NOW)).toEqual({
      subscriptions: 0,
      names: 0,
      counters: 0,
    });
  });
});
