import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startChromium } from "../support/chromium.ts";
import { asPerson, type Send } from "../support/management.ts";
import { openPortal, PEOPLE, signIn } from "../support/portal-page.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

let latchkey: RunningLatchkey;
let browser: Browser;
let developer: Send;

beforeAll(async () => {
  [latchkey, browser] = await Promise.all([startLatchkey({ LATCHKEY_SEED: "demo" }), startChromium()]);
  developer = await asPerson(latchkey, PEOPLE.developer);
});
afterAll(async () => {
  await browser?.close();
  await latchkey?.[Symbol.asyncDispose]();
});

describe("whoever applies for a service", () => {
  it("is offered a consumer that has no subscription yet, and told of one that has", async () => {
    const make = async (name: string) =>
      (await developer("POST", "/v1/consumers", { name, team: "apps" })).body.id;
    for (const name of ["a-taken", "b-taken"])
      await developer("POST", `/v1/consumers/${await make(name)}/subscriptions`, { service: "haiku" });
    await make("c-free");
    await using portal = await openPortal(browser);
    const { page, complaints } = portal;
    await signIn(page, latchkey, PEOPLE.developer, "/catalog/haiku");
    await page.getByRole("button", { name: "Subscribe" }).click();
    const dialog = page.getByRole("dialog");
    const choice = dialog.getByRole("combobox", { name: "Consumer" });
    await choice.waitFor();
    expect(await choice.inputValue()).toBe("c-free (apps)");
    expect(await dialog.getByRole("button", { name: "Apply" }).isEnabled()).toBe(true);
    await choice.click();
    await page.getByRole("option", { name: "a-taken (apps): subscribed or applied already" }).click();
    await dialog.getByText("has a subscription to this service already").waitFor();
    expect(await dialog.getByRole("button", { name: "Apply" }).isEnabled()).toBe(false);
    await dialog.getByRole("link", { name: "See it" }).click();
    await page.getByRole("heading", { name: "haiku for a-taken" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("asks for the management API as a member, unless it ticks that it acts as an owner", async () => {
    await using portal = await openPortal(browser);
    const { page, complaints } = portal;
    await signIn(page, latchkey, PEOPLE.developer, "/catalog/latchkey");
    for (const [name, owns] of [
      ["as-member", false],
      ["as-owner", true],
    ] as const) {
      const { body: consumer } = await developer("POST", "/v1/consumers", { name, team: "apps" });
      await page.goto(`${latchkey.control}/catalog/latchkey`);
      await page.getByRole("button", { name: "Subscribe" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("combobox", { name: "Consumer" }).click();
      await page.getByRole("option", { name: `${name} (apps)` }).click();
      const tick = dialog.getByRole("checkbox", { name: "Act as an owner of the team" });
      expect(await tick.isChecked()).toBe(false);
      if (owns) await tick.check();
      await dialog.getByRole("button", { name: "Apply" }).click();
      await page.getByRole("heading", { name: `latchkey for ${name}` }).waitFor();
      const made = await developer("GET", `/v1/consumers/${consumer.id}/subscriptions`);
      expect(made.body.items[0].scopes).toEqual(owns ? ["owner"] : undefined);
    }
    await using admin = await openPortal(browser);
    await signIn(admin.page, latchkey, PEOPLE.admin, "/decisions");
    await admin.page
      .getByRole("article", { name: "as-owner → latchkey" })
      .getByText("Scopes: owner")
      .waitFor();
    expect([...complaints, ...admin.complaints]).toEqual([]);
  });
});
