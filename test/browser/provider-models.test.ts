import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, developer, provider } = sharedDemo();
const SLUG = "priced-models";

beforeAll(async () => {
  await provider("POST", "/v1/services", {
    ...{ slug: SLUG, name: SLUG, team: "demo", kind: "ai", approval: "auto", status: "published" },
    upstream: { url: `${latchkey().control}/_local/upstreams/haiku` },
    models: [{ match: "haiku-*", inputUsd: 1000, outputUsd: 1000 }],
  });
  const { body } = await developer("POST", "/v1/consumers", { name: "asks-models", team: "apps" });
  await developer("POST", `/v1/consumers/${body.id}/subscriptions`, { service: SLUG });
  const made = await developer("POST", `/v1/consumers/${body.id}/credentials`, {
    ...{ name: "k", type: "api-key" },
  });
  for (const model of ["haiku-1", "unlisted-1"])
    await fetch(`${latchkey().gateway}/${SLUG}/chat/completions`, {
      method: "POST",
      headers: { "X-API-Key": made.body.secret.apiKey, "Content-Type": "application/json" },
      body: JSON.stringify({ model, messages: [{ role: "user", content: "A haiku." }] }),
    });
  await eventually(
    () => provider("GET", `/v1/usage?service=${SLUG}&groupBy=model`),
    ({ body: usage }) => usage.items.length === 2,
  );
});

describe("a provider of models", () => {
  it("reads what they cost by model, operation and consumer, and which has no price", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, `/services/${SLUG}/costs`);
    await page.getByText("The price list lacks a model").waitFor();
    await page.getByText(/counted without costs: unlisted-1\./).waitFor();
    const row = (of: string) => page.getByRole("row").filter({ hasText: of });
    await row("unlisted-1").getByText("No price").waitFor();
    expect(await row("haiku-1").textContent()).toMatch(/\$0\.\d\d/);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const csv = await readFile(await (await saved).path(), "utf8");
    expect(csv.split("\r\n")[0]).toBe("model,name,calls,tokensIn,cachedTokensIn,tokensOut,costUsd");
    expect(csv).toMatch(/^unlisted-1,unlisted-1,1,\d+,0,\d+,$/m);
    expect(csv).toMatch(/^haiku-1,haiku-1,1,\d+,0,\d+,0\.\d+$/m);
    await page.getByLabel("By", { exact: true }).selectOption("operation");
    await row("chat/completions").waitFor();
    await page.getByLabel("By", { exact: true }).selectOption("consumer");
    await row("asks-models (apps)").waitFor();
    await page.getByRole("slider", { name: "Cost" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("is told beside the price list what it lacks, until it has a price", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.provider, `/services/${SLUG}/plans`);
    const note = page.getByText("The price list lacks a model");
    await note.waitFor();
    await page.getByRole("button", { name: "Add a model" }).click();
    const added = page.getByRole("group", { name: "Model 2" });
    await added.getByRole("textbox", { name: /^Model/ }).fill("unlisted-*");
    await added.getByLabel("A call", { exact: true }).fill("0.01");
    await page.getByRole("button", { name: "Save" }).click();
    await note.waitFor({ state: "detached" });
    await provider("PATCH", `/v1/services/${SLUG}`, {
      models: [{ match: "haiku-*", inputUsd: 1000, outputUsd: 1000 }],
    });
  });

  it("gives several keys that calls carry in turn, changes a weight, and never reads a value again", async () => {
    const keysOf = async () => (await provider("GET", `/v1/services/${SLUG}`)).body.upstream.keys;
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, `/services/${SLUG}/settings`);
    const add = async (number: number, name: string, secret: string) => {
      await page.getByRole("button", { name: "Add a key" }).click();
      const key = page.getByRole("group", { name: `Key ${number}` });
      await key.getByLabel("Name").fill(name);
      await key.getByLabel("Value").fill(secret);
      return key;
    };
    await add(1, "first", "sk-one");
    await (await add(2, "second", "sk-two")).getByLabel("Sent as").selectOption("x-api-key");
    const save = page.getByRole("button", { name: "Save" });
    await save.click();
    await page.getByText("Set, in authorization. Empty: it stays.").waitFor();
    expect(await keysOf()).toEqual([
      { name: "first", weight: 1, headerNames: ["authorization"] },
      { name: "second", weight: 1, headerNames: ["x-api-key"] },
    ]);
    expect(await page.content()).not.toContain("sk-one");

    const first = page.getByRole("group", { name: "Key 1" });
    await first.getByLabel("Name").fill("renamed");
    await save.click();
    await first.getByText("missing: the headers that carry the key").waitFor();
    await first.getByLabel("Name").fill("first");
    await first.getByLabel("Weight").fill("5");
    await page.getByRole("button", { name: "Remove: Key 2" }).click();
    await save.click();
    await page.getByText("Saved.").nth(1).waitFor();
    expect(await keysOf()).toEqual([{ name: "first", weight: 5, headerNames: ["authorization"] }]);
    expect(complaints).toEqual([]);
  });
});
