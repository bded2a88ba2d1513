import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { freshName, making } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

const PERSON = "left@callers.test";
/** The provider's and the caller's: what each of them is shown is the same, since both are this person's. */
let made: Awaited<ReturnType<typeof aLimitedCaller>>;

const aLimitedCaller = async () => {
  const make = making(asRoot(latchkey()));
  const slug = freshName("what-is-left");
  await make.team({ slug, owners: [PERSON] });
  const service = await make.service(slug, {
    slug: freshName("measured"),
    upstream: { url: `${latchkey().control}/_local/upstreams/echo` },
    plans: [{ name: "small", limits: { quota: { count: 3, period: "day" } } }],
    approval: "auto",
  });
  const consumer = await make.consumer(slug);
  await make.plugin(consumer, "rate-limit", { count: 1000, periodSeconds: 3600 });
  const { secret } = await make.credential(consumer);
  const subscription = await make.apply(consumer, service.slug, { plan: "small" });
  const call = () =>
    fetch(`${latchkey().gateway}/${service.slug}/x`, { headers: { "X-API-Key": secret.apiKey } }).then(
      ({ status }) => status,
    );
  return { consumer, subscription, service, call };
};

beforeAll(async () => {
  made = await aLimitedCaller();
});

const meter = (of: Locator, name: RegExp) => of.getByRole("meter", { name });
const axeFindings = async (page: Page): Promise<string[]> => {
  await using axe = await startAxe(page);
  return await axe.findings();
};
const said = (of: Locator, name: RegExp) => meter(of, name).getAttribute("aria-valuetext");

describe("what is left of limits", () => {
  it("is on the page of a subscription, and changes by itself", async () => {
    const { subscription, consumer, service, call } = made;
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, `/subscriptions/${subscription.id}`);
    const ready = page.getByRole("region", { name: "Ready to call" });
    await ready.getByText(`${latchkey().gateway}/${service.slug}/`, { exact: true }).waitFor();
    const left = page.getByRole("region", { name: "What is left" });
    await left.getByText(/^0 of 3 calls today, resets at \d\d:\d\d$/).waitFor();
    await left.getByText("0 of 1,000 calls in an hour").waitFor();
    expect(await call()).toBe(200);
    await left.getByText(/^1 of 3 calls today/).waitFor();
    expect(await said(left, /plan/)).toMatch(/^1 of 3 calls today, resets at /);
    expect([await call(), await call(), await call()]).toEqual([200, 200, 429]);
    await left.getByText(/^3 of 3 calls today, used up, resets at /).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.goto(`${latchkey().control}/consumers/${consumer.id}/limits`);
    await left.getByText(/^3 of 3 calls, used up, resets at /).waitFor();
    await meter(left, /all calls of the consumer/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await left.getByRole("link", { name: service.slug }).click();
    await page.waitForURL(`**/subscriptions/${subscription.id}`);
    expect(complaints).toEqual([]);
  });
});
