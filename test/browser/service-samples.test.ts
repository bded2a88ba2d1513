import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const ROOT = new URL("../..", import.meta.url).pathname;
const run = promisify(execFile);
const { latchkey, browser, developer, provider } = sharedDemo();

const SAMPLE = {
  method: "PUT",
  path: "/orders/a%20b?to=2&from=2026-01-01T00:00",
  headers: { "X-Kind": "it's" },
  body: '{"name": "it\'s"}',
};
const DOCUMENT = {
  openapi: "3.1.0",
  paths: {
    "/cities/{city}": {
      post: {
        parameters: [{ name: "city", in: "path", required: true, example: "berlin" }],
        requestBody: { content: { "application/json": { example: { model: "model-of-its-own" } } } },
      },
    },
  },
};

let portal: PortalPage;
let path: string;
beforeAll(async () => {
  const { body } = await developer("POST", "/v1/consumers", { name: "copies-samples", team: "apps" });
  path = `/consumers/${body.id}/credentials`;
  for (const [slug, more] of [
    ["described", { openapi: DOCUMENT, kind: "ai" }],
    ["bare", {}],
    ["sampled", { openapi: DOCUMENT }],
  ] as const) {
    const upstream = { url: `${latchkey().control}/_local/upstreams/echo` };
    const service = {
      slug,
      name: slug,
      team: "demo",
      kind: "rest",
      approval: "auto",
      status: "published",
      upstream,
    };
    await provider("POST", "/v1/services", { ...service, ...more });
    await developer("POST", `/v1/consumers/${body.id}/subscriptions`, { service: slug });
  }
  portal = await openPortal(browser());
  await enter(portal.page, latchkey(), PEOPLE.developer, path);
});
afterAll(() => portal?.[Symbol.asyncDispose]());

it("a provider sets a sample, and the catalogue shows it", async () => {
  await using own = await openPortal(browser());
  const { page, complaints } = own;
  await enter(page, latchkey(), PEOPLE.provider, "/services/sampled/settings");
  const part = page.getByRole("region", { name: "A sample call" });
  await part.getByLabel("Method").selectOption(SAMPLE.method);
  await part.getByLabel("Path").fill(SAMPLE.path);
  await part.getByLabel("Headers").fill("X-Kind: it's");
  await part.getByLabel("Body").fill(SAMPLE.body);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  expect((await developer("GET", "/v1/catalog/sampled")).body.sample).toEqual(SAMPLE);
  await page.goto(`${latchkey().control}/catalog/sampled`);
  const command = page.getByRole("figure").filter({ hasText: "A call, with your API key" });
  const text = (await command.locator("pre code").textContent()) ?? "";
  for (const piece of ["/sampled/orders/a%20b?to=2", "-X 'PUT'", '"$API_KEY"', "--data-raw"])
    expect(text).toContain(piece);
  expect(complaints).toEqual([]);
});

const SCHEMES = [
  "AWS Signature V4",
  "APIPark, Apinto and Huawei",
  "HTTP Message Signatures (RFC 9421)",
  "APISIX hmac-auth",
] as const;

/** Issues a credential, and reads its commands for each of the services. */
const commandsOf = async (name: string, scheme?: (typeof SCHEMES)[number]) => {
  const { page } = portal;
  await page.goto(`${latchkey().control}${path}`);
  await page.getByRole("button", { name: "Issue a credential" }).click();
  const dialog = page.getByRole("dialog");
  if (scheme !== undefined) {
    await dialog.getByRole("radio", { name: "Signing key (AK/SK)", exact: true }).check();
    for (const each of SCHEMES.filter((other) => other !== scheme))
      await dialog.getByRole("checkbox", { name: each }).uncheck();
  }
  await dialog.getByRole("textbox", { name: "Name" }).first().fill(name);
  await dialog.getByRole("button", { name: "Issue", exact: true }).click();
  const read = async (service: string, expected: string) => {
    await dialog.getByRole("combobox", { name: "Service" }).click();
    await page.getByRole("option", { name: service, exact: true }).click();
    await dialog.locator("pre code").filter({ hasText: expected }).waitFor();
    const commands: string[] = [];
    for (const language of ["JavaScript", "Python", "curl"]) {
      await dialog.getByRole("tab", { name: language }).click();
      commands.push((await dialog.locator("[role=tabpanel] pre code").textContent()) ?? "");
    }
    return commands;
  };
  return { dialog, read, done: () => dialog.getByRole("button", { name: "I have it" }).click() };
};

/** Runs all three as they are, and answers what reached the service by each. */
const reached = async ([javascript = "", python = "", curl = ""]: string[]) => {
  const answers = await Promise.all([
    run(process.execPath, ["--input-type=module", "-e", javascript], { cwd: ROOT }),
    run("python3", ["-c", python], { cwd: ROOT }),
    run("bash", ["-c", curl], { cwd: ROOT }),
  ]);
  return answers.map(({ stdout }) => JSON.parse(stdout.replace(/^200 /, "")));
};

describe("the commands beside a credential", () => {
  it.each(SCHEMES)(
    "call the provider's sample, signed with the scheme that it accepts: %s",
    async (scheme) => {
      const { read, done } = await commandsOf(scheme, scheme);
      const commands = await read("sampled", "/sampled/orders/");
      expect(commands[2]?.includes("--aws-sigv4")).toBe(scheme === "AWS Signature V4");
      for (const call of await reached(commands))
        expect(call).toMatchObject({
          method: "PUT",
          path: "/orders/a%20b",
          query: { to: "2", from: "2026-01-01T00:00" },
          headers: { "x-kind": "it's" },
          body: SAMPLE.body,
        });
      await done();
    },
  );

  it("call what a document describes first, or say that they guess", async () => {
    const { dialog, read, done } = await commandsOf("by document");
    const call = { method: "POST", path: "/cities/berlin", body: '{"model":"model-of-its-own"}' };
    for (const seen of await reached(await read("described", "/described/cities/")))
      expect(seen).toMatchObject(call);
    expect(await dialog.getByText("The provider has given no sample").count()).toBe(0);
    for (const seen of await reached(await read("bare", "/bare/"))) expect(seen).toMatchObject({ path: "/" });
    await dialog.getByText("The provider has given no sample").waitFor();
    await done();
    expect(portal.complaints).toEqual([]);
  });
});
