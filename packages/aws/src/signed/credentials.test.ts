import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { createContainerCredentials } from "./container-credentials.ts";
import { credentialsOf } from "./credential-source.ts";
import { type FaultServer, type Scripted, startFaultServer } from "./fault-server.fixture.ts";

const FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const HOUR = 3_600_000;
const NOW = Date.parse("2026-03-01T12:00:00.000Z");

const issued = (id: string, expiresAt: number): Scripted => ({
  status: 200,
  body: {
    AccessKeyId: id,
    SecretAccessKey: "secret-of-the-role",
    Token: "session-token",
    Expiration: new Date(expiresAt).toISOString(),
  },
});

let server: FaultServer | undefined;
const serve = async (...script: Scripted[]) => {
  server = await startFaultServer(script);
  return server;
};
/** Attempts follow each other at once. */
const containerOf = (environment: Record<string, string>, now?: () => number) =>
  createContainerCredentials(environment, now, 0);

afterEach(async () => {
  await server?.stop();
  server = undefined;
});

describe("Credentials", () => {
  it("are those of the environment, with the session's token, as they are at each request", () => {
    const environment: Record<string, string> = { AWS_ACCESS_KEY_ID: "A", AWS_SECRET_ACCESS_KEY: "s" };
    const source = credentialsOf(environment);
    expect(source()).toEqual({ accessKeyId: "A", secretAccessKey: "s", sessionToken: undefined });
    environment["AWS_SESSION_TOKEN"] = "t";
    expect(source()).toEqual({ accessKeyId: "A", secretAccessKey: "s", sessionToken: "t" });
  });

  it("come from the container's endpoint with its token, once for a hundred who ask", async () => {
    const { endpoint, requests } = await serve(issued("C", NOW + HOUR));
    const source = containerOf({ [FULL]: `${endpoint}/v1/credentials`, [TOKEN]: "of-lambda" }, () => NOW);
    const found = await Promise.all(Array.from({ length: 100 }, source));
    expect(new Set(found.map((each) => each.accessKeyId))).toEqual(new Set(["C"]));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.headers.authorization).toBe("of-lambda");
  });

  it("come with the token that a file holds at that moment", async () => {
    const folder = await mkdtemp(join(tmpdir(), "latchkey-token-"));
    const file = join(folder, "token");
    await writeFile(file, "of-a-file");
    const { endpoint, requests } = await serve(issued("C", NOW + HOUR));
    const environment = { [FULL]: endpoint, [TOKEN]: "other", AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: file };
    await containerOf(environment, () => NOW)();
    expect(requests[0]?.headers.authorization).toBe("of-a-file");
    await rm(folder, { recursive: true });
  });

  it("are renewed five minutes before their end, while the last ones serve on", async () => {
    let now = NOW;
    const { endpoint, requests } = await serve(issued("one", NOW + HOUR), issued("two", NOW + 2 * HOUR));
    const source = containerOf({ [FULL]: endpoint }, () => now);
    expect(await source()).toMatchObject({ accessKeyId: "one" });
    now = NOW + HOUR - 5 * 60_000 - 1;
    await source();
    expect(requests).toHaveLength(1);
    now += 1;
    expect(await source()).toMatchObject({ accessKeyId: "one" });
    await expect.poll(source).toMatchObject({ accessKeyId: "two" });
    expect(requests).toHaveLength(2);
  });

  it("serve to their end when no new ones come, asked for every ten seconds, and are missing then", async () => {
    let now = NOW;
    const { endpoint, requests } = await serve(issued("one", NOW + HOUR), { status: 500 });
    const source = containerOf({ [FULL]: endpoint }, () => now);
    await source();
    now = NOW + HOUR - 60_000;
    for (let call = 0; call < 20; call += 1) expect(await source()).toMatchObject({ accessKeyId: "one" });
    await expect.poll(() => requests.length).toBe(5);
    expect(await source()).toMatchObject({ accessKeyId: "one" });
    now = NOW + HOUR;
    await expect(source()).rejects.toMatchObject({ name: "CredentialsProviderError" });
  });

  it.each<[string, Scripted]>([
    ["refuses", { status: 403, body: { Code: "secret-in-answer" } }],
    ["answers no JSON", { status: 200, body: "secret-in-answer" }],
    [
      "answers less than all of them",
      { status: 200, body: { AccessKeyId: "secret-in-answer", Expiration: "x" } },
    ],
    [
      "answers what has no end",
      { status: 200, body: { AccessKeyId: "a", SecretAccessKey: "secret-in-answer", Token: "t" } },
    ],
    ["answers too much", { status: 200, body: "secret-in-answer".repeat(10_000) }],
    ["sends elsewhere", { status: 302, headers: { location: "http://127.0.0.1:1/" }, body: "" }],
    ["cuts", "cut"],
  ])("are missing where the endpoint %s, and the error tells nothing of it", async (_name, scripted) => {
    const { endpoint, requests } = await serve(scripted);
    const error: unknown = await containerOf({ [FULL]: endpoint, [TOKEN]: "secret-token" })()
      .then(() => undefined)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "CredentialsProviderError" });
    expect(`${Object(error).stack} ${String(Object(error).cause)}`).not.toMatch(
      /secret-in-answer|secret-token/,
    );
    expect(requests).toHaveLength(4);
  });

  it.each([
    ["another host over plain http", { [FULL]: "http://credentials.example.com/" }],
    ["a host that only begins like loopback", { [FULL]: "http://127.0.0.1.example.com/" }],
    ["the metadata of a machine", { [FULL]: "http://169.254.169.254/latest/" }],
    [
      "a relative address that names a host of its own",
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "@evil.example/" },
    ],
    ["another protocol", { [FULL]: "file:///etc/passwd" }],
    ["no address", { [FULL]: "credentials" }],
    ["nothing", {}],
  ])("are never asked of %s", async (_name, environment) => {
    await expect(containerOf(environment)()).rejects.toMatchObject({
      name: "CredentialsProviderError",
    });
  });

  it("are not asked for with a token that holds another header", async () => {
    const { endpoint, requests } = await serve(issued("C", NOW + HOUR));
    const source = containerOf({ [FULL]: endpoint, [TOKEN]: "a\r\nX-Other: b" });
    await expect(source()).rejects.toMatchObject({ name: "CredentialsProviderError" });
    expect(requests).toHaveLength(0);
  });
});
