import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AwsJsonEndpoint } from "../aws-json/aws-json-endpoint.ts";
import { startSecretsEndpoint } from "./secrets-endpoint.ts";

let folder: string;
let path: string;
let endpoint: AwsJsonEndpoint;
let client: SecretsManagerClient;

const start = () =>
  startSecretsEndpoint({
    path,
    accessKeyId: "run-key",
    now: () => 1_800_000_000_000,
    newId: randomUUID,
    onError: vi.fn(),
  });
const connect = (accessKeyId = "run-key") =>
  new SecretsManagerClient({
    endpoint: endpoint.url,
    region: "us-east-1",
    credentials: { accessKeyId, secretAccessKey: "any" },
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-secrets-"));
  path = join(folder, "secrets.json");
  endpoint = await start();
  client = connect();
});
afterEach(async () => {
  client.destroy();
  await endpoint.stop();
  await rm(folder, { recursive: true, force: true });
});

const create = (Name: string, SecretString: string) =>
  client.send(new CreateSecretCommand({ Name, SecretString }));
const get = (SecretId: string, VersionStage?: string) =>
  client.send(new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) }));

describe("the secrets endpoint", () => {
  it("refuses a caller without this run's access key id, and a browser", async () => {
    await create("pepper", "1");
    await expect(connect("guess").send(new GetSecretValueCommand({ SecretId: "pepper" }))).rejects.toThrow(
      expect.objectContaining({ name: "UnrecognizedClientException" }),
    );
    const headers = { "X-Amz-Target": "secretsmanager.GetSecretValue" };
    const body = '{"SecretId":"pepper"}';
    const anonymous = await fetch(endpoint.url, { method: "POST", headers, body });
    const Authorization =
      "AWS4-HMAC-SHA256 Credential=run-key/20270115/us-east-1/secretsmanager/aws4_request";
    const signed = await fetch(endpoint.url, {
      method: "POST",
      headers: { ...headers, Authorization },
      body,
    });
    const browser = await fetch(endpoint.url, {
      method: "POST",
      headers: { ...headers, Authorization, Origin: "https://evil.test" },
      body,
    });
    expect([anonymous.status, browser.status, signed.status]).toEqual([400, 400, 200]);
    await Promise.all([anonymous, browser, signed].map((response) => response.arrayBuffer()));
  });

  it.each([
    ["GetSecretValue", () => get("nobody")],
    [
      "PutSecretValue",
      () => client.send(new PutSecretValueCommand({ SecretId: "nobody", SecretString: "1" })),
    ],
    ["DescribeSecret", () => client.send(new DescribeSecretCommand({ SecretId: "nobody" }))],
  ])("answers %s of an unknown secret with ResourceNotFoundException", async (_name, call) => {
    await expect(call()).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it("refuses what it does not offer instead of ignoring it", async () => {
    const command = new CreateSecretCommand({ Name: "binary", SecretBinary: new Uint8Array([1]) });
    await expect(client.send(command)).rejects.toThrow(
      expect.objectContaining({ name: "InvalidParameterException" }),
    );
  });

  it("returns a created secret by name and by ARN", async () => {
    const { ARN, VersionId } = await create("pepper", "first");
    const byName = await get("pepper");
    expect(byName).toMatchObject({
      ARN,
      Name: "pepper",
      VersionId,
      SecretString: "first",
      VersionStages: ["AWSCURRENT"],
    });
    expect(byName.CreatedDate).toEqual(new Date(1_800_000_000_000));
    expect((await get(ARN ?? "")).SecretString).toBe("first");
  });

  it("does not create a secret twice, but answers the same request again", async () => {
    const request = { Name: "pepper", SecretString: "first", ClientRequestToken: randomUUID() };
    const first = await client.send(new CreateSecretCommand(request));
    expect((await client.send(new CreateSecretCommand(request))).VersionId).toBe(first.VersionId);
    await expect(create("pepper", "second")).rejects.toBeInstanceOf(ResourceExistsException);
    expect((await get("pepper")).SecretString).toBe("first");
  });

  it("moves AWSCURRENT and AWSPREVIOUS with each new value", async () => {
    await create("pepper", "1");
    await client.send(new PutSecretValueCommand({ SecretId: "pepper", SecretString: "2" }));
    const { VersionId = "" } = await client.send(
      new PutSecretValueCommand({ SecretId: "pepper", SecretString: "3" }),
    );
    expect([(await get("pepper")).SecretString, (await get("pepper", "AWSPREVIOUS")).SecretString]).toEqual([
      "3",
      "2",
    ]);
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: "pepper" }));
    expect(VersionIdsToStages[VersionId]).toEqual(["AWSCURRENT"]);
    expect(Object.values(VersionIdsToStages).flat().sort()).toEqual(["AWSCURRENT", "AWSPREVIOUS"]);
  });

  it("takes a ClientRequestToken once", async () => {
    await create("pepper", "1");
    const request = { SecretId: "pepper", SecretString: "2", ClientRequestToken: randomUUID() };
    await client.send(new PutSecretValueCommand(request));
    await client.send(new PutSecretValueCommand(request));
    expect((await get("pepper", "AWSPREVIOUS")).SecretString).toBe("1");
    await expect(
      client.send(new PutSecretValueCommand({ ...request, SecretString: "other" })),
    ).rejects.toBeInstanceOf(ResourceExistsException);
  });

  it("loses none of the changes that are made at once", async () => {
    await create("ring", "0");
    const values = Array.from({ length: 10 }, (_, n) => `${n + 1}`);
    await Promise.all([
      ...values.map((value) => create(`secret-${value}`, value)),
      ...values.map((SecretString) =>
        client.send(new PutSecretValueCommand({ SecretId: "ring", SecretString })),
      ),
    ]);
    const read = await Promise.all(values.map(async (value) => (await get(`secret-${value}`)).SecretString));
    expect(read).toEqual(values);
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: "ring" }));
    expect(Object.values(VersionIdsToStages).flat().sort()).toEqual(["AWSCURRENT", "AWSPREVIOUS"]);
  });
});

describe("the file of secrets", () => {
  it("is the owner's only, and there after a restart", async () => {
    await create("pepper", "kept");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["secrets.json"]);
    await endpoint.stop();
    endpoint = await start();
    client = connect();
    expect((await get("pepper")).SecretString).toBe("kept");
  });

  it("stops the start when it cannot be understood, and is left as it is", async () => {
    await writeFile(path, '{"secrets": [');
    await expect(start()).rejects.toThrow(`The secrets in ${path} cannot be read`);
    expect(await readFile(path, "utf8")).toBe('{"secrets": [');
  });

  it("has everything that was acknowledged before a kill -9", async () => {
    const script = new URL("./secret-writer.fixture.ts", import.meta.url).pathname;
    const writer = spawn(process.execPath, [script, path], { stdio: ["ignore", "pipe", "pipe"] });
    writer.stderr.pipe(process.stderr);
    const exited = once(writer, "exit");
    const acknowledged: string[] = [];
    for await (const name of createInterface(writer.stdout)) {
      acknowledged.push(name);
      if (acknowledged.length === 20) writer.kill("SIGKILL");
    }
    await exited;
    await endpoint.stop();
    endpoint = await start();
    client = connect();
    const read = await Promise.all(acknowledged.map(async (name) => (await get(name)).SecretString));
    expect(read).toEqual(acknowledged);
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
  });
});
