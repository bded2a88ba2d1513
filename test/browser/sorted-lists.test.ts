import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { freshName, making } from "../support/making.ts";
import { asPerson, asRoot } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

const PERSON = "sorts@callers.test";
const NAMES = ["pear", "apple", "quince"];
let consumers: { id: string; name: string }[];
let slug: string;

beforeAll(async () => {
  const make = making(asRoot(latchkey()));
  const team = await make.team({ slug: freshName("sorts"), owners: [PERSON] });
  consumers = [];
  for (const name of NAMES) consumers.push(await make.consumer(team.slug, { name }));
  const sender = await asPerson(latchkey(), PERSON);
  const [pear] = consumers;
  for (let made = 0; made < 11; made += 1)
    await sender("POST", `/v1/consumers/${pear?.id}/credentials`, { type: "api-key", name: `key-${made}` });
  const service = await make.service(team.slug, {
    slug: freshName("sorted"),
    name: "Zeta",
    approval: "auto",
    plans: [
      { name: "month", durationDays: 30 },
      { name: "year", durationDays: 365 },
    ],
  });
  slug = service.slug;
  await make.service(team.slug, { name: "alpha" });
  for (const [at, consumer] of consumers.entries())
    await making(sender).apply(consumer, slug, { plan: at === 1 ? "month" : "year" });
});

const rows = (page: Page) => page.locator("tbody th[scope=row] a").allTextContents();

describe("a table of a list that the server orders", () => {
  it("is turned by its headers, and the address keeps the order", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, "/consumers");
    await expect.poll(() => rows(page)).toEqual(NAMES);
    const header = page.getByRole("button", { name: "Sort by Name" });
    await header.click();
    await expect.poll(() => rows(page)).toEqual(["apple", "pear", "quince"]);
    await header.press("Enter");
    await expect.poll(() => rows(page)).toEqual(["quince", "pear", "apple"]);
    expect(await page.getByRole("columnheader", { name: /Name/ }).getAttribute("aria-sort")).toBe(
      "descending",
    );
    await page.reload();
    await expect.poll(() => rows(page)).toEqual(["quince", "pear", "apple"]);
    await page.getByRole("button", { name: "Sort by Created" }).click();
    await page.getByRole("button", { name: "Sort by Created" }).click();
    await expect.poll(() => rows(page)).toEqual(NAMES.toReversed());
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("of services is ordered by their names too", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, "/services");
    await expect.poll(() => rows(page)).toEqual(["Zeta", "alpha"]);
    const header = page.getByRole("button", { name: "Sort by Name" });
    await header.click();
    await expect.poll(() => rows(page)).toEqual(["alpha", "Zeta"]);
    await header.click();
    await expect.poll(() => rows(page)).toEqual(["Zeta", "alpha"]);
    expect(complaints).toEqual([]);
  });

  it("of many credentials is searched", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, `/consumers/${consumers[0]?.id}/credentials`);
    await page.getByRole("searchbox", { name: "Search credentials" }).fill("KEY-7");
    await page.getByRole("status").getByText("1 found", { exact: true }).waitFor();
    expect(await page.locator("tbody tr").count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

describe("all subscriptions of a person's teams", () => {
  it("begin with what ends first, and are searched by consumer or service", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, "/consumers");
    await page.getByRole("link", { name: "My subscriptions" }).click();
    const names = () => page.locator("tbody td[data-label=Consumer] a").allTextContents();
    await expect.poll(names).toEqual(["apple", "pear", "quince"]);
    await page.getByText("What ends first is at the front.").waitFor();
    const field = page.getByRole("searchbox", { name: "Search subscriptions" });
    await field.fill("quin");
    await expect.poll(names).toEqual(["quince"]);
    await field.fill(slug);
    await expect.poll(names).toHaveLength(3);
    await field.fill("");
    await page.getByRole("combobox", { name: "Status" }).click();
    await page.getByRole("option", { name: "Pending" }).click();
    await page.getByText("No subscription of this kind was found.").waitFor();
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
