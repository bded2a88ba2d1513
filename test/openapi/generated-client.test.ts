import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DOCUMENT } from "./document.ts";

const run = promisify(execFile);
const ROOT = new URL("../..", import.meta.url).pathname;
/** The portal has the generator and the client that it makes types for. */
const installed = createRequire(join(ROOT, "packages/portal/package.json"));
const GENERATOR = join(dirname(installed.resolve("openapi-typescript/package.json")), "bin/cli.js");
const CLIENT = dirname(installed.resolve("openapi-fetch/package.json"));

/** A program of an outsider, who has only the document. */
const CALLS = `
import createClient from "openapi-fetch";
import type { components, paths } from "./api.ts";

const client = createClient<paths>({ baseUrl: "https://latchkey.example", headers: { "X-API-Key": "lk_…" } });

export const onboard = async (): Promise<string | undefined> => {
  const made = await client.POST("/v1/consumers", {
    body: { name: "my-app", team: "weather" },
    params: { header: { "Idempotency-Key": "one" } },
  });
  if (made.error) {
    const { code }: components["schemas"]["Problem"] = made.error;
    return code === "name-taken" ? "taken" : undefined;
  }
  const consumer: components["schemas"]["Consumer"] = made.data;
  const issued = await client.POST("/v1/consumers/{consumer}/credentials", {
    params: { path: { consumer: consumer.id } },
    body: { type: "api-key", name: "first" },
  });
  const credential = issued.data?.credential;
  if (credential?.type === "aksk") return credential.accessKey;
  return issued.data?.secret?.["apiKey"];
};

export const decide = (subscription: string, action: components["schemas"]["SubscriptionAction"]) =>
  client.POST("/v1/subscriptions/{subscription}/{action}", {
    params: { path: { subscription, action }, header: { "If-Match": '"3"' } },
    body: { reason: "Welcome" },
  });

export const publish = () =>
  client.POST("/v1/services", {
    body: { slug: "forecast", name: "Forecast", team: "weather", kind: "rest", upstream: { url: "https://api.example.com" } },
  });

export const pages = async () => (await client.GET("/v1/teams", { params: { query: { limit: 10 } } })).data?.items[0]?.slug;
`;

const WRONG = `
import type { components } from "./api.ts";
export const action: components["schemas"]["SubscriptionAction"] = "approved";
export const service: components["schemas"]["NewService"] = { slug: "a", name: "A", team: "t", kind: "soap", upstream: { url: "" } };
export const team: components["schemas"]["Team"]["slugs"] = "a";
`;

const SETTINGS = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: "es2024",
    lib: ["es2024", "dom"],
    module: "esnext",
    moduleResolution: "bundler",
    allowImportingTsExtensions: true,
    types: [],
    paths: { "openapi-fetch": [CLIENT] },
  },
};

describe("a client that is generated from the OpenAPI document", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "latchkey-client-"));
    const at = (name: string) => join(folder, name);
    await writeFile(at("openapi.json"), JSON.stringify(DOCUMENT));
    await writeFile(at("calls.ts"), CALLS);
    await writeFile(at("wrong.ts"), WRONG);
    await run(process.execPath, [GENERATOR, at("openapi.json"), "-o", at("api.ts")]);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What the compiler says of a file. */
  const complaints = async (name: string): Promise<string[]> => {
    const settings = join(folder, `${name}.json`);
    await writeFile(settings, JSON.stringify({ ...SETTINGS, files: [name] }));
    const { stdout } = await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", settings]).catch(
      (refused: { stdout: string }) => refused,
    );
    return stdout.split("\n").filter((line) => line.includes("error TS"));
  };

  it("makes, issues, decides, publishes and reads with its types", async () => {
    expect(await complaints("calls.ts")).toEqual([]);
  });

  it("refuses what the API would refuse", async () => {
    const found = await complaints("wrong.ts");
    expect(found[0]).toContain('"approved"');
    expect(found[1]).toContain('"soap"');
    expect(found[2]).toContain("slugs");
    expect(found).toHaveLength(3);
  });
});
