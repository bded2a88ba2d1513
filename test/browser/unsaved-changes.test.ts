import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, provider, developer } = sharedDemo();
const SLUG = "unsaved-settings";

let portal: PortalPage;
let consumer: string;
beforeAll(async () => {
  const upstream = { url: "https://unsaved.example" };
  await provider("POST", "/v1/services", { slug: SLUG, name: SLUG, team: "demo", kind: "rest", upstream });
  consumer = (await developer("POST", "/v1/consumers", { name: "unsaved", team: "apps" })).body.id;
  await developer("POST", `/v1/consumers/${consumer}/credentials`, { name: "first", type: "api-key" });
  portal = await openPortal(browser());
});
afterAll(() => portal?.[Symbol.asyncDispose]());
afterEach(() => expect(portal.complaints).toEqual([]));

const asking = (page: Page) => page.getByRole("dialog", { name: "Leave without saving?" });

/** Tries to leave by the menu, stays, and looks whether what was typed is there. */
const staysWhenAsked = async (page: Page, what: string): Promise<void> => {
  const before = page.url();
  await page.getByRole("navigation").getByRole("link", { name: "Catalogue" }).click();
  await asking(page).getByText(what, { exact: true }).waitFor();
  await asking(page).getByRole("button", { name: "Stay here" }).click();
  await asking(page).waitFor({ state: "detached" });
  expect(page.url()).toBe(before);
};

describe("a provider with changes that are not saved", () => {
  const open = async (section: string): Promise<Page> => {
    await enter(portal.page, latchkey(), PEOPLE.provider, `/services/${SLUG}/${section}`);
    return portal.page;
  };

  it("is asked before another page or section, and by the browser before a reload", async () => {
    const page = await open("settings");
    const summary = page.getByLabel("Summary");
    await summary.fill("Typed for an hour.");
    await staysWhenAsked(page, "Summary");
    expect(await summary.inputValue()).toBe("Typed for an hour.");
    await page.getByRole("link", { name: "Subscribers" }).click();
    await asking(page).waitFor();
    await page.keyboard.press("Escape");
    await asking(page).waitFor({ state: "detached" });
    const warned = page.waitForEvent("dialog");
    const reloaded = page.evaluate(() => window.location.reload());
    const dialog = await warned;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await reloaded.catch(() => undefined);
    expect(await summary.inputValue()).toBe("Typed for an hour.");
  });

  it("publishes beside them knowingly, and then saves them without a conflict with itself", async () => {
    const { page } = portal;
    await page.getByRole("button", { name: "Publish" }).click();
    const dialog = page.getByRole("dialog", { name: "Publish without these changes?" });
    await dialog.getByText("Summary", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Publish what is saved" }).click();
    await page.locator("[data-state=published]").first().waitFor();
    expect(await page.getByLabel("Summary").inputValue()).toBe("Typed for an hour.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    const { body } = await provider("GET", `/v1/services/${SLUG}`);
    expect(body).toMatchObject({ status: "published", summary: "Typed for an hour." });
    // Nothing is unsaved any more, so leaving asks nothing.
    await page.getByRole("link", { name: "Subscribers" }).click();
    await page.waitForURL("**/subscribers");
  });

  it("is asked about a plan that was added, and loses it only by saying so", async () => {
    const page = await open("plans");
    await page.getByRole("button", { name: "Add a plan" }).click();
    await page.getByRole("textbox", { name: "Name" }).first().fill("gold");
    await staysWhenAsked(page, "Plan 1");
    await page.getByRole("navigation").getByRole("link", { name: "Catalogue" }).click();
    await asking(page).getByRole("button", { name: "Leave without saving" }).click();
    await page.waitForURL("**/catalog");
  });

  it("is asked about a team's settings and an invitation", async () => {
    await enter(portal.page, latchkey(), PEOPLE.provider, "/teams/demo/settings");
    const { page } = portal;
    await page.getByRole("textbox", { name: "Name" }).first().fill("Another name");
    await staysWhenAsked(page, "Name");
    await page.getByRole("link", { name: "Members" }).click();
    await asking(page).getByRole("button", { name: "Leave without saving" }).click();
    await page.getByLabel("Invite somebody").fill("new@demo.test");
    await page.getByRole("navigation").getByRole("link", { name: "Catalogue" }).click();
    await asking(page).getByRole("button", { name: "Leave without saving" }).click();
    await page.waitForURL("**/catalog");
  });
});

describe("a developer with changes that are not saved", () => {
  it("is asked about a consumer's basics and plugins, and about a credential's dialog", async () => {
    await using own = await openPortal(browser());
    const { page, complaints } = own;
    await enter(page, latchkey(), PEOPLE.developer, `/consumers/${consumer}/basics`);
    await page.getByRole("textbox", { name: "Description" }).fill("What it is for.");
    await staysWhenAsked(page, "Description");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    await page.getByRole("link", { name: "Credentials" }).click();
    await page.getByRole("button", { name: "Actions: first" }).click();
    await page.getByRole("menuitem", { name: "Edit" }).click();
    const edit = page.getByRole("dialog", { name: /first/ });
    await edit.getByRole("textbox", { name: "Name" }).first().fill("renamed");
    await page.keyboard.press("Escape");
    await asking(page).getByRole("button", { name: "Stay here" }).click();
    expect(await edit.getByRole("textbox", { name: "Name" }).first().inputValue()).toBe("renamed");
    await edit.getByRole("button", { name: "Close" }).click();
    await asking(page).getByRole("button", { name: "Leave without saving" }).click();
    await edit.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });
});
