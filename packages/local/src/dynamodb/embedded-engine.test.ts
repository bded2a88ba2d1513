import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { embeddedProgram } from "../engine/embedded-program.ts";
import { startEngine } from "./embedded-engine.ts";
import { ensureTable, type TableDefinition } from "./ensure-table.ts";
import { engineClientConfig } from "./temporary-engine.ts";

const outboxTable = {
  table: {
    TableName: "outbox",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  },
} satisfies TableDefinition;

let dataDirectory: string;
const holders: ChildProcess[] = [];

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "latchkey-engine-"));
});
afterEach(async () => {
  for (const holder of holders.splice(0)) holder.kill("SIGKILL");
  await rm(dataDirectory, { recursive: true, force: true });
});

const start = (onUnexpectedExit = vi.fn()) => startEngine({ dataDirectory, onUnexpectedExit });

/** Another program that has an engine on the same data. */
const startHolder = async (environment: NodeJS.ProcessEnv = process.env) => {
  const script = new URL("./engine-holder.fixture.ts", import.meta.url).pathname;
  const holder = spawn(process.execPath, [script, dataDirectory], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  holder.stderr.pipe(process.stderr);
  holders.push(holder);
  for await (const line of createInterface(holder.stdout)) {
    const said: { endpoint: string; pid: number } = JSON.parse(line);
    return { ...said, holder };
  }
  throw new Error("The holder ended without an engine.");
};

const killHard = async (holder: ChildProcess) => {
  const exited = once(holder, "exit");
  holder.kill("SIGKILL");
  await exited;
};

const isAlive = (pid: number) =>
  access(`/proc/${pid}/exe`).then(
    () => true,
    () => false,
  );

describe("an engine that cannot be started", () => {
  it("says what the program said", async () => {
    const find = async (data: string) => embeddedProgram("/bin/false", data);
    const options = { dataDirectory, onUnexpectedExit: vi.fn(), find };
    await expect(startEngine(options)).rejects.toThrow(/did not start/);
  });

  it("refuses a folder that a running Latchkey uses, and leaves that one alone", async () => {
    const other = await startHolder();
    await expect(start()).rejects.toThrow(`Another Latchkey (process ${other.holder.pid}) is running`);
    expect(await isAlive(other.pid)).toBe(true);
  });
});

describe("an engine", () => {
  it("is not started when DYNAMODB_ENDPOINT names another", async () => {
    const engine = await startEngine({
      dataDirectory: join(dataDirectory, "none"),
      endpoint: "http://127.0.0.1:8000",
      onUnexpectedExit: vi.fn(),
    });
    expect(engine).toMatchObject({ endpoint: "http://127.0.0.1:8000", pid: undefined });
    await expect(access(join(dataDirectory, "none"))).rejects.toThrow();
  });

  it("keeps its files to the owner", async () => {
    const engine = await start();
    await ensureTable(new DynamoDBClient(engineClientConfig(engine.endpoint)), outboxTable);
    for (const name of await readdir(dataDirectory)) {
      expect([name, (await stat(join(dataDirectory, name))).mode & 0o077]).toEqual([name, 0]);
    }
    await engine.stop();
  });

  it("stops without being reported, and frees the folder", async () => {
    const onUnexpectedExit = vi.fn();
    const engine = await start(onUnexpectedExit);
    await engine.stop();
    await engine.stop();
    expect(onUnexpectedExit).not.toHaveBeenCalled();
    await (await start()).stop();
  });

  it("reports an end that was not requested", async () => {
    const onUnexpectedExit = vi.fn();
    const { pid } = await start(onUnexpectedExit);
    if (pid === undefined) throw new Error("no pid");
    process.kill(pid, "SIGKILL");
    await expect.poll(() => onUnexpectedExit).toHaveBeenCalledWith(expect.stringContaining("SIGKILL"));
  });
});

describe("after kill -9 of its parent", () => {
  it.each([
    ["the kernel ends the engine", process.env, false],
    [
      "the next start ends the engine where setpriv is missing",
      { ...process.env, PATH: "/nonexistent" },
      true,
    ],
  ])("%s, and what was acknowledged is there", async (_name, environment, outlives) => {
    const { endpoint, pid, holder } = await startHolder(environment);
    const client = new DynamoDBClient(engineClientConfig(endpoint));
    await ensureTable(client, outboxTable);
    await client.send(new PutItemCommand({ TableName: "outbox", Item: { pk: { S: "acknowledged" } } }));

    await killHard(holder);
    if (outlives) expect(await isAlive(pid)).toBe(true);
    else await expect.poll(() => isAlive(pid)).toBe(false);

    const engine = await start();
    expect(await isAlive(pid)).toBe(false);
    const { Item } = await new DynamoDBClient(engineClientConfig(engine.endpoint)).send(
      new GetItemCommand({ TableName: "outbox", Key: { pk: { S: "acknowledged" } } }),
    );
    expect(Item).toEqual({ pk: { S: "acknowledged" } });
    await engine.stop();
  });
});
