import { beforeAll, describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { freshName, making } from "../support/making.ts";
import { asPerson, asRoot } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

const PERSON = "types@callers.test";
let consumer: { id: string };
let subscription: { id: string };

beforeAll(async () => {
  const make = making(asRoot(latchkey()));
  const team = await make.team({ slug: freshName("types"), owners: [PERSON] });
  const person = making(await asPerson(latchkey(), PERSON));
  consumer = await person.consumer(team.slug, { name: "zebra-shop" });
  subscription = await person.apply(consumer as never, "echo", { plan: "free" });
});

describe("the command palette", () => {
  it("finds consumers and subscriptions with the keyboard alone, and is loaded when it is opened", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    const scripts: string[] = [];
    page.on("request", (request) => scripts.push(request.url()));
    await enter(page, latchkey(), PERSON, "/catalog");
    const isLoaded = () => scripts.some((url) => /\/palette-[\w-]+\.js/.test(url));
    expect(isLoaded()).toBe(false);
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox", { name: "What are you looking for?" });
    await field.waitFor();
    expect(isLoaded()).toBe(true);
    await page.keyboard.type("zebra");
    const results = page.getByRole("listbox", { name: "Results" });
    await results.getByRole("option", { name: /^zebra-shop/ }).waitFor();
    await page.getByRole("status").getByText("2 found", { exact: true }).waitFor();
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    const isActive = async (name: RegExp) => {
      const id = await results.getByRole("option", { name }).getAttribute("id");
      return (await field.getAttribute("aria-activedescendant")) === id;
    };
    expect(await isActive(/^zebra-shop/)).toBe(true);
    await page.keyboard.press("ArrowDown");
    expect(await isActive(/^echo for zebra-shop/)).toBe(true);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/subscriptions/${subscription.id}`);
    expect(complaints).toEqual([]);
  });

  it("goes to pages and begins what can be begun, and Escape leaves all as it was", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, `/consumers/${consumer.id}/basics`);
    const opener = page.getByRole("button", { name: "Search and act" });
    await opener.click();
    await page.getByRole("combobox", { name: "What are you looking for?" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Meta+k");
    await page.keyboard.type("make a consumer");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "New consumer" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
