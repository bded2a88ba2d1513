import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { consumerKey, type Key, pointerKey } from "@latchkey/aws/dynamo/keys";
import { schemaKey } from "@latchkey/aws/dynamo/schema-key";
import { MIGRATIONS } from "@latchkey/aws/migration/migrations";
import { SCHEMA_VERSION } from "@latchkey/aws/migration/schema-item";
import { startTestTable, type TestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { jwtPointer } from "@latchkey/core/credential/jwt/jwt-pointer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveClock } from "../subscriptions/life.fixture.ts";
import { askRoot } from "../support/ask-root.ts";
import { type Making, making } from "../support/making.ts";
import { asRoot, type Send } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

/* A table as Latchkey wrote it before consumers counted their living subscriptions, under today's Latchkey. */

const TableName = "latchkey";
let engine: TestTable;
let latchkey: RunningLatchkey;
let root: Send;
let make: Making;
let services: string[];
let consumer: { id: string; name: string };

const connect = (): void => {
  root = asRoot(latchkey);
  make = making(root);
};
beforeAll(async () => {
  engine = await startTestTable();
  latchkey = await startLatchkey({ DYNAMODB_ENDPOINT: engine.endpoint });
  connect();
  await make.team({ slug: "providers", owners: ["owner@providers.test"] });
  await make.team({ slug: "callers", owners: ["owner@callers.test"] });
  const automatic = async () => (await make.service("providers", { approval: "auto" })).slug;
  services = [await automatic(), await automatic(), await automatic()];
  consumer = await make.consumer("callers");
  for (const service of services.slice(0, 2)) await make.apply(consumer, service);
});
afterAll(async () => {
  await latchkey[Symbol.asyncDispose]();
  await engine.stop();
});

const itemAt = async (key: Key): Promise<Record<string, unknown> | undefined> => {
  const get = new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true });
  const { Item } = await engine.client.send(get);
  return Item && unmarshall(Item);
};
const living = async () => (await itemAt(consumerKey(consumer.id)))?.["living"];

/** Takes away what the older code did not write. */
const makeOlder = async (): Promise<void> => {
  const { Items = [] } = await engine.client.send(new ScanCommand({ TableName, ConsistentRead: true }));
  for (const { pk, sk } of Items)
    if (pk?.S?.startsWith("CONSUMER#") && sk?.S === "META")
      await engine.client.send(
        new UpdateItemCommand({ TableName, Key: { pk, sk }, UpdateExpression: "REMOVE living" }),
      );
  await engine.client.send(new DeleteItemCommand({ TableName, Key: marshall(schemaKey) }));
};

const put = (item: object) => engine.client.send(new PutItemCommand({ TableName, Item: marshall(item) }));

const apply = async (service = "") =>
  (await root("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service })).status;

const operator = (command: object) => askRoot(latchkey, command);

const say = (form: object) =>
  engine.client.send(
    new UpdateItemCommand({
      TableName,
      Key: marshall(schemaKey),
      UpdateExpression: "SET #version = :version, #needs = :needs",
      ExpressionAttributeNames: { "#version": "version", "#needs": "needs" },
      ExpressionAttributeValues: marshall(form),
    }),
  );

describe("a table", () => {
  it("says from its first day which form it has", async () => {
    expect(await itemAt(schemaKey)).toMatchObject({
      version: SCHEMA_VERSION,
      needs: MIGRATIONS.at(-1)?.needs,
    });
  });

  it("of an older Latchkey takes no applications until it is migrated, and then counts what lives", async () => {
    await makeOlder();
    expect(await apply(services[2])).toBe(404);
    expect(await operator({ do: "migrate" })).toMatchObject({
      status: 200,
      body: { did: "migrate", version: SCHEMA_VERSION, done: true, changed: 2 },
    });
    expect(await living()).toBe(2);
    expect(await apply(services[2])).toBe(201);
    expect(await living()).toBe(3);
    expect((await operator({ do: "migrate" })).body).toMatchObject({
      version: SCHEMA_VERSION,
      done: true,
      changed: 0,
    });
  });

  it("that an older Latchkey wrote to while it was migrated is put right by the last step once more", async () => {
    const shared = { type: "jwt", algorithm: "HS256", issuer: "https://older.example", subject: "ana" };
    const { credential } = await make.credential(consumer, shared);
    const key = pointerKey(jwtPointer("https://older.example", "sub", "ana"));
    const holder = `${consumer.id}/${credential.id}`;
    await put({ ...key, holder });
    expect((await operator({ do: "migrate" })).body).toMatchObject({ changed: 0 });
    expect((await operator({ do: "migrate", again: true })).body).toMatchObject({ changed: 1 });
    expect(await itemAt(key)).toEqual({ ...key, "of#callers": holder });
  });

  it("is migrated by a start, and a consumer that is deleted then goes with all it had", async () => {
    await latchkey.stop();
    await makeOlder();
    latchkey = await latchkey.restart();
    connect();
    expect(latchkey.output()).toContain(
      `the data were brought into form ${SCHEMA_VERSION}: 2 items were changed`,
    );
    expect(await living()).toBe(3);
    expect((await root("DELETE", `/v1/consumers/${consumer.id}?confirm=${consumer.name}`)).status).toBe(204);
    await expect.poll(() => itemAt(consumerKey(consumer.id))).toBeUndefined();
  });
});

describe("a table of a newer Latchkey", () => {
  it("is written to as long as it takes what this one writes", async () => {
    await say({ ":version": 9, ":needs": SCHEMA_VERSION });
    await moveClock(latchkey, 1);
    expect((await root("PATCH", "/v1/teams/callers", { name: "Still" })).status).toBe(200);
  });

  it("is read but no longer written to when it does not, and the log says why", async () => {
    await say({ ":version": 9, ":needs": 9 });
    await moveClock(latchkey, 2);
    const refused = await root("PATCH", "/v1/teams/callers", { name: "Never" });
    expect([refused.status, refused.body.code]).toEqual([503, "unavailable"]);
    expect((await root("GET", "/v1/teams/callers")).body).toMatchObject({ name: "Still" });
    expect(latchkey.output()).toContain("Run a newer Latchkey.");
    expect((await operator({ do: "migrate" })).status).toBeGreaterThanOrEqual(400);
  });

  it("is not started on", async () => {
    await latchkey.stop();
    await expect(latchkey.restart()).rejects.toThrow("Run a newer Latchkey.");
  });
});
