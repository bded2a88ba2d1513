import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { enter, openPortal, PEOPLE, settled } from "../support/portal-page.ts";

const { latchkey, browser } = ownDemo();

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const label = element?.getAttribute("aria-label") ?? labels[0]?.textContent ?? element?.textContent ?? "";
    return label.trim();
  });

/** Presses Tab until something of that name has the focus. Fails when nothing of the page has. */
const tabTo = async (page: Page, name: string | RegExp, key = "Tab"): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (typeof name === "string" ? at.startsWith(name) : name.test(at)) return;
  }
  throw new Error(`Tab never reached ${name}.`);
};

describe("the portal by keyboard alone", () => {
  it("applies for a service", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.developer);
    await settled(page);
    await page.locator("body").press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    await tabTo(page, "Echo");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Echo" }).waitFor();
    await tabTo(page, "Subscribe");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("Name of the new consumer").waitFor();
    await tabTo(page, "Name of the new consumer");
    await page.keyboard.type("by-keyboard");
    await tabTo(page, "Apply");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "I have it" }).waitFor();
    await tabTo(page, "I have it");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "echo for by-keyboard" }).waitFor();
  });

  it("closes a dialog with Escape and goes back to where one was", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.developer, "/consumers");
    await settled(page);
    await tabTo(page, "New consumer");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page)).toBe("New consumer");
  });

  it("decides with a reason", async () => {
    const developer = await asPerson(latchkey(), PEOPLE.developer);
    const { body } = await developer("POST", "/v1/consumers", { name: "waiting", team: "apps" });
    const applied = await developer("POST", `/v1/consumers/${body.id}/subscriptions`, { service: "haiku" });
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/decisions");
    const card = page.getByRole("article", { name: "waiting → haiku" });
    await card.waitFor();
    await tabTo(page, "waiting → haiku");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Fine by us.");
    await tabTo(page, "Approve: waiting → haiku");
    await page.keyboard.press("Enter");
    await card.waitFor({ state: "detached" });
    await tabTo(page, "Send now");
    await page.keyboard.press("Enter");
    await page.getByText("Approve: waiting → haiku · Approved").waitFor();
    const { body: now } = await developer("GET", `/v1/subscriptions/${applied.body.id}`);
    expect(now).toMatchObject({ status: "active" });
    expect(now.history.at(-1)).toMatchObject({ reason: "Fine by us." });
  });

  it("shows where the focus is", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.developer);
    await settled(page);
    await tabTo(page, "Consumers");
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
    );
    expect(outline).toBe("solid");
  });
});
