import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, developer } = sharedDemo();

let consumer: string;
let portal: PortalPage;
beforeAll(async () => {
  consumer = (await developer("POST", "/v1/consumers", { name: "keeps-secrets", team: "apps" })).body.id;
  const credentials = `/v1/consumers/${consumer}/credentials`;
  await developer("POST", credentials, { name: "to-rotate", type: "api-key" });
  portal = await openPortal(browser(), { permissions: ["clipboard-read", "clipboard-write"] });
  await enter(portal.page, latchkey(), PEOPLE.developer);
});
afterAll(() => portal?.[Symbol.asyncDispose]());

const dialogOf = (page: Page): Locator => page.getByRole("dialog");

interface Maker {
  path: () => string;
  /** A page beside it, and the link that leads from there to it: a way back that could be taken. */
  beside: string;
  link: string;
  /** What the request goes to. */
  address: string;
  /** Opens the dialog and fills it in. */
  fill: (page: Page) => Promise<void>;
  submit: string;
}

const amongCredentials = {
  path: () => `/consumers/${consumer}/credentials`,
  beside: "basics",
  link: "Credentials",
};

const issue = (type: string): Maker => ({
  ...amongCredentials,
  address: "**/credentials",
  fill: async (page) => {
    await page.getByRole("button", { name: "Issue a credential" }).click();
    await dialogOf(page).getByRole("radio", { name: type, exact: true }).check();
    await dialogOf(page).getByRole("textbox", { name: "Name" }).first().fill(`kept ${type}`);
    if (type === "JWT") await dialogOf(page).getByLabel("Issuer (iss)").fill("https://kept.example");
  },
  submit: "Issue",
});

/** Everything in the portal that shows a secret once. */
const MAKERS: Record<string, Maker> = {
  "an API key": issue("API key"),
  "a password": issue("User and password"),
  "a JWT's secret": issue("JWT"),
  "a signing key": issue("Signing key (AK/SK)"),
  "a rotated key": {
    ...amongCredentials,
    address: "**/rotate",
    fill: async (page) => {
      await page.getByRole("button", { name: "Actions: to-rotate" }).click();
      await page.getByRole("menuitem", { name: "Rotate" }).click();
    },
    submit: "Rotate",
  },
  "a webhook's secret": {
    path: () => "/teams/apps/webhooks",
    beside: "members",
    link: "Webhooks",
    address: "**/v1/teams/apps/webhooks",
    fill: async (page) => {
      await page.getByRole("button", { name: "New webhook" }).click();
      await dialogOf(page).getByLabel("Address").fill("https://kept.example/hook");
    },
    submit: "Create",
  },
};

/** Every way out that is no answer to what the dialog asks. */
const tryToLeave = async (page: Page, path: string): Promise<void> => {
  await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  expect(await dialogOf(page).getByRole("button", { name: "Close" }).count()).toBe(0);
  await page.evaluate(() => history.back());
  // The browser has gone back before the page can say no.
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
};

describe.each(Object.entries(MAKERS))("%s that was just made", (_what, maker) => {
  const { path, beside, link, address, fill, submit } = maker;

  it("is not lost while it is on its way or shown, until it was copied", async () => {
    const { page, complaints } = portal;
    await page.goto(new URL(beside, `${latchkey().control}${path()}`).href);
    await page.getByRole("link", { name: link, exact: true }).click();
    await page.waitForURL(`**${path()}`);
    await fill(page);
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    await page.route(address, async (route) => {
      if (route.request().method() !== "POST") return route.continue();
      asked.resolve();
      await answered.promise;
      return route.continue();
    });
    await dialogOf(page).getByRole("button", { name: submit, exact: true }).click();
    await asked.promise;
    await tryToLeave(page, path());
    answered.resolve();
    const secrets = dialogOf(page).locator("[data-secret]");
    await secrets.first().waitFor();
    await page.unroute(address);
    await tryToLeave(page, path());
    expect(await secrets.count()).toBeGreaterThan(0);
    const copies = dialogOf(page).locator("[data-secret] + button");
    for (const copy of await copies.all()) {
      await page.keyboard.press("Escape");
      await copy.click();
      await copy.getByText("Copied").waitFor();
    }
    await page.keyboard.press("Escape");
    await dialogOf(page).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });
});

/** The page with the dialog that shows a secret that was just issued. */
const showingSecret = async (): Promise<Page> => {
  const { page } = portal;
  const made = issue("API key");
  await page.goto(`${latchkey().control}${made.path()}`);
  await made.fill(page);
  await dialogOf(page).getByRole("button", { name: "Issue", exact: true }).click();
  await dialogOf(page).locator("[data-secret]").waitFor();
  return page;
};

it.each(["Download", "I have it"])("a secret is let go by %s", async (button) => {
  const page = await showingSecret();
  await dialogOf(page).getByRole("button", { name: button }).click();
  if (button === "Download") await page.keyboard.press("Escape");
  await dialogOf(page).waitFor({ state: "detached" });
});

it("a page is closed only after asking, while it shows a secret", async () => {
  const page = await showingSecret();
  const asked = page.waitForEvent("dialog");
  const left = page.evaluate(() => location.reload());
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await left;
  await dialogOf(page).getByRole("button", { name: "I have it" }).click();
});
