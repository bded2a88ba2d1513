import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, eventually, type Send } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";

const { latchkey, browser } = ownDemo();
let developer: Send;
beforeAll(async () => {
  developer = await asPerson(latchkey(), PEOPLE.developer);
});

describe("a person who applies for a service", () => {
  it("is offered a consumer that has no subscription yet, and told of one that has", async () => {
    const make = async (name: string) =>
      (await developer("POST", "/v1/consumers", { name, team: "apps" })).body.id;
    for (const name of ["a-taken", "b-taken"])
      await developer("POST", `/v1/consumers/${await make(name)}/subscriptions`, { service: "haiku" });
    await make("c-free");
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.developer, "/catalog/haiku");
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (searchParams.has("service")) asked.push(`${request.method()} ${pathname}`);
    });
    await page.getByRole("button", { name: "Subscribe" }).click();
    const dialog = page.getByRole("dialog");
    const choice = dialog.getByRole("combobox", { name: "Consumer" });
    await choice.waitFor();
    // One for all consumers, however many there are; the page behind the dialog asks for its own.
    expect(asked).toEqual(["GET /v1/subscriptions"]);
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
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.developer, "/catalog/latchkey");
    for (const [name, owns] of [
      ["as-member", false],
      ["as-owner", true],
    ] as const) {
      const { body: consumer } = await developer("POST", "/v1/consumers", { name, team: "apps" });
      await page.goto(`${latchkey().control}/catalog/latchkey`);
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
    await using admin = await openPortal(browser());
    await enter(admin.page, latchkey(), PEOPLE.admin, "/decisions");
    await admin.page
      .getByRole("article", { name: "as-owner → latchkey" })
      .getByText("Scopes: owner")
      .waitFor();
    expect([...complaints, ...admin.complaints]).toEqual([]);
  });
});

describe("the page of a subscription", () => {
  it("links what it joins, under the menu's item of the reader's side", async () => {
    const { body: consumer } = await developer("POST", "/v1/consumers", { name: "linked", team: "apps" });
    const made = await developer("POST", `/v1/consumers/${consumer.id}/subscriptions`, { service: "echo" });
    const path = `/subscriptions/${made.body.id}`;
    for (const [email, lit, service] of [
      [PEOPLE.developer, "Consumers", "/catalog/echo"],
      [PEOPLE.provider, "Services", "/services/echo/settings"],
    ] as const) {
      await using portal = await openPortal(browser());
      const { page, complaints } = portal;
      await enter(page, latchkey(), email, path);
      const menu = page.locator("nav a[aria-current=page]");
      await menu.filter({ hasText: lit }).waitFor();
      expect(await menu.count()).toBe(1);
      const facts = page.locator("dl");
      expect(await facts.getByRole("link", { name: "linked" }).count()).toBe(lit === "Consumers" ? 1 : 0);
      expect(await facts.getByText("linked of apps").count()).toBe(1);
      await facts.getByRole("link", { name: "echo" }).click();
      await page.waitForURL(`**${service}`);
      await page.getByRole("heading", { level: 1, name: "Echo" }).waitFor();
      expect(complaints).toEqual([]);
    }
  });
});

describe("the refusals of a consumer", () => {
  it("say in words what was wrong, beside the code", async () => {
    const { body: consumer } = await developer("POST", "/v1/consumers", { name: "refused", team: "apps" });
    const issued = await developer("POST", `/v1/consumers/${consumer.id}/credentials`, {
      name: "ci",
      type: "api-key",
    });
    const headers = { "X-API-Key": issued.body.secret.apiKey };
    expect((await fetch(`${latchkey().gateway}/haiku/x`, { headers })).status).toBe(403);
    await eventually(
      () => developer("GET", `/v1/consumers/${consumer.id}/refusals`),
      ({ body }) => body.items.length > 0,
    );
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.developer, `/consumers/${consumer.id}/refusals`);
    const cell = page.getByRole("cell").filter({ hasText: "No subscription" });
    await cell.getByText("no-subscription", { exact: true }).waitFor();
    await page.goto(`${latchkey().control}/consumers/${consumer.id}/usage`);
    const reasons = page.getByRole("region", { name: "Refusals by reason" });
    await reasons.getByRole("rowheader", { name: "No subscription no-subscription" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
