import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, developer, provider } = sharedDemo();
const SLUG = "keeps-headers";

let portal: PortalPage;
let apiKey: string;
beforeAll(async () => {
  const upstream = { url: `${latchkey().control}/_local/upstreams/echo`, headers: { "X-A": "one" } };
  const fields = { slug: SLUG, name: SLUG, team: "demo", kind: "ai", approval: "auto", status: "published" };
  await provider("POST", "/v1/services", { ...fields, upstream });
  const { body } = await developer("POST", "/v1/consumers", { name: "sees-headers", team: "apps" });
  await developer("POST", `/v1/consumers/${body.id}/subscriptions`, { service: SLUG });
  const made = await developer("POST", `/v1/consumers/${body.id}/credentials`, {
    name: "k",
    type: "api-key",
  });
  apiKey = made.body.secret.apiKey;
  portal = await openPortal(browser());
  await enter(portal.page, latchkey(), PEOPLE.provider, `/services/${SLUG}/settings`);
});
afterAll(() => portal?.[Symbol.asyncDispose]());

/** The headers of the service as its upstream is sent them, as soon as those are the expected ones. */
const sent = async (expected: Record<string, string | undefined>) => {
  const call = async () =>
    (await (await fetch(`${latchkey().gateway}/${SLUG}/x`, { headers: { "X-API-Key": apiKey } })).json())
      .headers;
  const has = (headers: Record<string, string>) =>
    Object.entries(expected).every(([name, value]) => headers[name] === value);
  await eventually(call, has);
};

describe("a provider's settings", () => {
  it("keep the upstream's other headers where one is added, and take one away", async () => {
    const { page, complaints } = portal;
    await page.getByLabel("Headers to add").fill("X-B: two");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("checkbox", { name: "x-b" }).waitFor();
    await sent({ "x-a": "one", "x-b": "two" });
    await page.getByRole("checkbox", { name: "x-a" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("checkbox", { name: "x-a" }).waitFor({ state: "detached" });
    await sent({ "x-a": undefined, "x-b": "two" });
    expect(complaints).toEqual([]);
  });

  it("limit a plan in tokens, and the catalogue says so", async () => {
    const { page, complaints } = portal;
    await page.getByRole("link", { name: "Plans, scopes, rules" }).click();
    await page.getByRole("button", { name: "Add a plan" }).click();
    const plan = page.getByRole("group", { name: "Plan 1" });
    await plan.getByLabel("Name").fill("tokens");
    await plan.getByLabel("Quota", { exact: true }).fill("50000");
    await plan.getByLabel("Quota: of").selectOption({ label: "Tokens" });
    await page.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(async () => (await provider("GET", `/v1/services/${SLUG}`)).body.plans)
      .toMatchObject([{ limits: { quota: { count: 50_000, period: "month", unit: "tokens" } } }]);
    await page.goto(`${latchkey().control}/catalog/${SLUG}?tab=plans`);
    await page.getByText("50,000 tokens a month").waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("headers of an upstream that are set beside the others", () => {
  const many = Object.fromEntries(Array.from({ length: 32 }, (_, at) => [`X-${at}`, "a"]));
  it.each<[string, object, string]>([
    ["beside all of them", { headers: {}, setHeaders: { "X-C": "c" } }, "/upstream/setHeaders"],
    ["that the gateway sets", { setHeaders: { "X-Consumer-Id": "c" } }, "/upstream/setHeaders/X-Consumer-Id"],
    ["that are too many with those", { setHeaders: many }, "/upstream/setHeaders"],
    [
      "in their place at another origin",
      { url: "https://other.example", setHeaders: { "X-C": "c" } },
      "/upstream/headers",
    ],
  ])("are refused %s", async (_what, upstream, pointer) => {
    const { status, body } = await provider("PATCH", `/v1/services/${SLUG}`, { upstream });
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });
});
