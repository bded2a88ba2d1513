import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { freshName, making } from "../support/making.ts";
import { asPerson, asRoot, type Send } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

const PERSON = "many@callers.test";
/** More than a list shows at once. */
const MANY = 104;
const AT_ONCE = 8;

let person: Send;
let last: { id: string; name: string };
let service: { slug: string };

beforeAll(async () => {
  const make = making(asRoot(latchkey()));
  const team = await make.team({ slug: freshName("many-callers"), owners: [PERSON] });
  for (let made = 0; made < MANY; made += AT_ONCE)
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, at) => make.consumer(team.slug, { name: `app-${made + at}` })),
    );
  last = await make.consumer(team.slug, { name: "zulu-shop" });
  service = await make.service(team.slug, { slug: freshName("many-asked"), name: "Tides of the North Sea" });
  await make.service(team.slug, { slug: freshName("many-other"), name: "Winds" });
  person = await asPerson(latchkey(), PERSON);
});

const searchesOf = (page: Page, path: string): string[] => {
  const sent: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname === path && url.searchParams.has("q")) sent.push(url.searchParams.get("q") ?? "");
  });
  return sent;
};

describe("a list of more than a hundred", () => {
  it("is searched on the server as one types, and says how much was found", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, "/consumers");
    const sent = searchesOf(page, "/v1/consumers");
    const field = page.getByRole("searchbox", { name: "Search by name" });
    await field.waitFor();
    expect(await page.getByRole("link", { name: "zulu-shop" }).count()).toBe(0);
    await field.pressSequentially("Zulu");
    await page.getByRole("link", { name: "zulu-shop" }).waitFor();
    const said = page.getByRole("status");
    await said.getByText("1 found", { exact: true }).waitFor();
    expect(await page.getByRole("link", { name: /^app-/ }).count()).toBe(0);
    // Not one for each letter.
    expect(sent.length).toBeLessThan(4);
    expect(sent.at(-1)).toBe("Zulu");
    await field.fill("app-");
    await said.getByText("100 found, and there are more").waitFor();
    await page.getByRole("button", { name: "Show more" }).click();
    await said.getByText(`${MANY} found`, { exact: true }).waitFor();
    await field.fill("nothing-begins-so");
    await said.getByText("None found", { exact: true }).waitFor();
    await page.getByText("No consumer has a name that begins so.").waitFor();
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("of services is searched by part of a name", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, "/services");
    await page.getByRole("searchbox", { name: "Search services" }).fill("north");
    await page.getByRole("status").getByText("1 found", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Tides of the North Sea" }).waitFor();
    expect(await page.getByRole("link", { name: "Winds" }).count()).toBe(0);
    await page.goto(`${latchkey().control}/catalog?q=tides of the north`);
    await page.getByRole("status").getByText("1 found", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("is chosen from with the keyboard alone when one applies", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, `/catalog/${service.slug}`);
    await page.getByRole("button", { name: "Subscribe" }).click();
    const dialog = page.getByRole("dialog");
    const choice = dialog.getByRole("combobox", { name: "Consumer" });
    await choice.waitFor();
    await dialog.getByText("Type the beginning of a name to find others.").waitFor();
    await choice.fill("zulu");
    await page.getByRole("option", { name: /^zulu-shop/ }).waitFor();
    await dialog.getByRole("status").getByText("1 found", { exact: true }).waitFor();
    await choice.press("ArrowDown");
    await choice.press("ArrowDown");
    await choice.press("Enter");
    await expect.poll(() => choice.inputValue()).toMatch(/^zulu-shop/);
    await dialog.getByRole("button", { name: "Apply" }).press("Enter");
    await page.getByRole("heading", { name: `${service.slug} for zulu-shop` }).waitFor();
    const { body } = await person("GET", `/v1/consumers/${last.id}/subscriptions`);
    expect(body.items).toHaveLength(1);
    expect(complaints).toEqual([]);
  });
});
