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
});
