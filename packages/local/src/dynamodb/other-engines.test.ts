import { access, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, it, vi } from "vitest";
import { containerOf } from "../engine/dynamodb-local.ts";
import { findEngine } from "../engine/find-engine.ts";
import {
  dockerThatServes,
  javaThatServes,
  NPM_OFFLINE,
  npmThatInstalls,
  type StandIns,
  standIns,
} from "../engine/stand-ins.fixture.ts";
import { startEngine } from "./embedded-engine.ts";
import { ensureTable, type TableDefinition } from "./ensure-table.ts";
import { engineClientConfig } from "./temporary-engine.ts";

const TABLE = {
  table: {
    TableName: "things",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
  },
} satisfies TableDefinition;

const start = ({ data, environment }: StandIns, extra = {}) =>
  startEngine({
    dataDirectory: data,
    onUnexpectedExit: vi.fn(),
    find: (folder) =>
      findEngine({
        data: folder,
        platform: "linux-arm64",
        environment: { ...environment, ...extra },
        report: vi.fn(),
      }),
  });

/** Writes in a first start, and reads it in a second. */
const outlivesAStart = async (machine: StandIns, extra = {}) => {
  const first = await start(machine, extra);
  const client = new DynamoDBClient(engineClientConfig(first.endpoint));
  await ensureTable(client, TABLE);
  await client.send(new PutItemCommand({ TableName: "things", Item: { pk: { S: "kept" } } }));
  await first.stop();
  const second = await start(machine, extra);
  const { Item } = await new DynamoDBClient(engineClientConfig(second.endpoint)).send(
    new GetItemCommand({ TableName: "things", Key: { pk: { S: "kept" } } }),
  );
  await second.stop();
  expect(Item).toEqual({ pk: { S: "kept" } });
};

it("an engine that npm has installed keeps what was written", async () => {
  await using machine = await standIns();
  await machine.program("npm", npmThatInstalls());
  await outlivesAStart(machine);
  expect(await machine.calls("npm")).toHaveLength(1);
});

it("so does a jar of DynamoDB Local", async () => {
  await using machine = await standIns();
  await machine.program("java", javaThatServes());
  const jar = join(machine.path, "DynamoDBLocal.jar");
  await writeFile(jar, "");
  await outlivesAStart(machine, { DYNAMODB_LOCAL_JAR: jar });
  await expect(access(join(machine.data, "dynamodb.sqlite"))).rejects.toThrow();
});

it("so does Docker's, whose container is removed before each start and after each end", async () => {
  await using machine = await standIns();
  await machine.program("npm", NPM_OFFLINE);
  await machine.program("docker", dockerThatServes());
  await outlivesAStart(machine);
  const words = (await machine.calls("docker")).map((call) => call.split(" ", 1)[0]);
  const once = ["image", "rm", "run", "rm"];
  expect(words).toEqual([...once, ...once]);
  expect(await machine.calls("docker")).toContain(`rm --force ${containerOf(machine.data)}`);
  // The image's own user writes into the inner folder; no other user of this machine passes the outer one.
  const modeOf = async (path: string) => (await stat(join(machine.data, path))).mode & 0o777;
  expect(await modeOf("dynamodb-local-docker")).toBe(0o700);
  expect(await modeOf("dynamodb-local-docker/data")).toBe(0o777);
});
