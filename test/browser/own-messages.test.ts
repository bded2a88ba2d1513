import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, developer, provider } = sharedDemo();

const portals = new Map<string, PortalPage>();
let consumer: string;
beforeAll(async () => {
  consumer = (await developer("POST", "/v1/consumers", { name: "own-messages", team: "apps" })).body.id;
  await developer("POST", `/v1/consumers/${consumer}/credentials`, { name: "first", type: "api-key" });
});
afterAll(async () => {
  for (const { complaints, [Symbol.asyncDispose]: close } of portals.values()) {
    expect(complaints).toEqual([]);
    await close();
  }
});

/** The field has the focus, is in sight, and the words stand below it. */
const isSaid = async (field: Locator, words: string | RegExp): Promise<void> => {
  await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
  const said = await field.evaluate((element) => {
    const ids = (element.getAttribute("aria-describedby") ?? "").split(" ");
    const header = element.closest("[aria-modal]")
      ? 0
      : (document.querySelector("header")?.getBoundingClientRect().bottom ?? 0);
    const { top, bottom } = element.getBoundingClientRect();
    return {
      text: ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" "),
      hasFocus: document.activeElement === element,
      inSight: top >= header && bottom <= window.innerHeight,
    };
  });
  expect(said).toMatchObject({ hasFocus: true, inSight: true });
  expect(said.text).toMatch(words);
};

const goTo = async (email: string, path: string): Promise<Page> => {
  const size = { viewport: { width: 1024, height: 500 } };
  const portal = portals.get(email) ?? (await openPortal(browser(), size));
  portals.set(email, portal);
  await enter(portal.page, latchkey(), email, path);
  return portal.page;
};

describe("a form that holds what it does not ask for", () => {
  it("is not sent, and says so below the field: a consumer's name", async () => {
    const page = await goTo(PEOPLE.developer, "/consumers");
    await page.getByRole("button", { name: "New consumer" }).click();
    const dialog = page.getByRole("dialog");
    const name = dialog.getByLabel(/^Name/);
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await isSaid(name, /Fill this in\./);
    await name.fill("Not A Name");
    expect(await name.getAttribute("aria-invalid")).not.toBe("true");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await isSaid(name, /Small letters, digits/);
    await name.fill("own-messages");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await dialog.getByRole("alert").waitFor();
  });

  it("says it of a webhook's address, a member's and a team's slug", async () => {
    const page = await goTo(PEOPLE.provider, "/teams/demo/webhooks");
    await page.getByRole("button", { name: "New webhook" }).click();
    const dialog = page.getByRole("dialog");
    const address = dialog.getByLabel(/^Address/);
    await address.fill("not an address");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await isSaid(address, /Not a whole address/);
    // Of this the browser knows nothing: the API says it.
    await address.fill("ftp://hooks.example");
    await dialog.getByRole("button", { name: "Create", exact: true }).click();
    await dialog.getByRole("alert").waitFor();
    await isSaid(address, /http/);
    expect(await dialog.getByRole("alert").textContent()).not.toContain("/url");

    await goTo(PEOPLE.provider, "/teams/demo/members");
    const email = page.getByLabel("Invite somebody");
    await email.fill("nobody");
    await email.press("Enter");
    await isSaid(email, /Not an e-mail address/);

    await goTo(PEOPLE.provider, "/teams/demo/settings");
    const zone = page.getByLabel(/^Time zone/);
    await zone.fill("Nowhere/City");
    await page.getByRole("button", { name: "Save" }).click();
    await isSaid(zone, /zone/i);
  });

  it("says it of a plan's name and number, where the button is far below", async () => {
    const upstream = { url: "https://own-messages.example" };
    const service = { slug: "own-messages", name: "own-messages", team: "demo", kind: "rest", upstream };
    await provider("POST", "/v1/services", service);
    const page = await goTo(PEOPLE.provider, "/services/own-messages/plans");
    for (const plan of [1, 2, 3]) {
      await page.getByRole("button", { name: "Add a plan" }).click();
      await page
        .getByRole("group", { name: `Plan ${plan}` })
        .getByLabel(/^Name/)
        .fill(plan === 1 ? "Gold Plan" : `plan-${plan}`);
    }
    const first = page.getByRole("group", { name: "Plan 1" });
    await page.getByRole("button", { name: "Save" }).click();
    await isSaid(first.getByLabel(/^Name/), /Small letters, digits/);
    await first.getByLabel(/^Name/).fill("gold");
    await first
      .getByLabel(/^Days|days/)
      .first()
      .fill("99999");
    await page.getByRole("button", { name: "Save" }).click();
    await isSaid(first.getByLabel("Ends after days"), /from 1 to 3660/);
  });

  it("says it of a credential's end and addresses, and of a plugin's figures", async () => {
    const page = await goTo(PEOPLE.developer, `/consumers/${consumer}/credentials`);
    await page.getByRole("button", { name: "Issue a credential" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Name/).first().fill("narrow");
    await dialog.getByRole("button", { name: "Restrictions and details" }).click();
    const addresses = dialog.getByLabel("Allowed addresses");
    await addresses.fill("not an address");
    await dialog.getByRole("button", { name: "Issue" }).click();
    await dialog.getByRole("alert").waitFor();
    await isSaid(addresses, /./);
    expect(await dialog.getByRole("alert").textContent()).not.toContain("/allowedIps");
    await goTo(PEOPLE.developer, `/consumers/${consumer}/plugins`);
    const limit = page.locator("section").filter({ has: page.getByRole("heading", { name: "rate-limit" }) });
    await limit.getByRole("button", { name: "Set" }).click();
    await isSaid(limit.getByRole("spinbutton").first(), /Fill this in\./);
  });
});
