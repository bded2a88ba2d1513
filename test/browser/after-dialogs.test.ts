import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, developer, provider } = sharedDemo();

const TABLE = `| plan | calls |
|---|---|
| free | 100 a day |

- [x] done <img src=x onerror="window.owned=1">
- ~~[gone](javascript:window.owned=1)~~
`;

let portal: PortalPage;
let consumer: string;
let subscription: string;
beforeAll(async () => {
  const service = { slug: "with-plans", name: "With plans", team: "demo", kind: "rest", status: "published" };
  await provider("POST", "/v1/services", {
    ...service,
    upstream: { url: "https://with-plans.example" },
    description: TABLE,
    plans: [{ name: "small", durationDays: 30 }, { name: "large" }],
  });
  consumer = (await developer("POST", "/v1/consumers", { name: "after-dialogs", team: "apps" })).body.id;
  const inTwoHours = new Date(Date.now() + 2 * 3_600_000).toISOString();
  const credential = { name: "short", type: "api-key", expiresAt: inTwoHours };
  await developer("POST", `/v1/consumers/${consumer}/credentials`, credential);
  const asked = { service: "with-plans", plan: "small", reason: "The old reason." };
  subscription = (await developer("POST", `/v1/consumers/${consumer}/subscriptions`, asked)).body.id;
  await provider("POST", `/v1/subscriptions/${subscription}/approve`, {});
  portal = await openPortal(browser());
  await enter(portal.page, latchkey(), PEOPLE.developer, `/consumers/${consumer}/credentials`);
});
afterAll(() => portal?.[Symbol.asyncDispose]());

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent,
  );

describe("a consumer's developer", () => {
  it("is where one was after a dialog: opened by a button, or from a menu, closed by key or by button", async () => {
    const { page } = portal;
    const menu = page.getByRole("button", { name: "Actions: short" });
    for (const [item, close] of [
      ["Edit", () => page.keyboard.press("Escape")],
      ["Rotate", () => page.getByRole("dialog").getByRole("button", { name: "Close" }).click()],
    ] as const) {
      await menu.click();
      await page.getByRole("menuitem", { name: item }).click();
      await page.getByRole("dialog").waitFor();
      await close();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await expect.poll(() => focused(page)).toBe("Actions: short");
    }
    await page.getByRole("button", { name: "Issue a credential" }).click();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => focused(page)).toBe("Issue a credential");
  });

  it("is told no end of an overlap after the credential's own, before and after a rotation", async () => {
    const { page } = portal;
    await page.getByRole("button", { name: "Actions: short" }).click();
    await page.getByRole("menuitem", { name: "Rotate" }).click();
    const { items } = (await developer("GET", `/v1/consumers/${consumer}/credentials`)).body;
    const [{ id, expiresAt }] = items;
    const end = await page.evaluate(
      (at) =>
        new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(at)),
      expiresAt,
    );
    const old = page.getByRole("dialog").locator("[data-secret-of=old]");
    const hour = /\d{1,2}:\d{2}/.exec(end)?.[0] ?? "none";
    expect(await old.innerText()).toContain(hour);
    await page.keyboard.press("Escape");
    const rotated = await developer("POST", `/v1/consumers/${consumer}/credentials/${id}/rotate`, {});
    expect(rotated.body.credential.previousValidUntil).toBe(expiresAt);
  });

  it("is told 30 days just after 30 were given, and the time as it passes", async () => {
    const { page } = portal;
    await page.goto(`${latchkey().control}/subscriptions/${subscription}`);
    await page.getByText("in 30 days").first().waitFor();
    await page.clock.install();
    await page.goto(`${latchkey().control}/consumers/${consumer}/basics`);
    await page.locator("main time").first().waitFor();
    await page.clock.fastForward("02:00:00");
    await page.locator("main time", { hasText: "2 hours ago" }).first().waitFor();
  });

  it("reads tables of a description, and markup in them is text", async () => {
    await using own = await openPortal(browser());
    const { page, complaints } = own;
    await enter(page, latchkey(), PEOPLE.developer, "/catalog/with-plans");
    await page.getByRole("cell", { name: "100 a day" }).waitFor();
    expect(await page.evaluate(() => "owned" in window)).toBe(false);
    expect(await page.locator("main img, main input[type=checkbox]").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("says that the portal cannot be reached while its server is away, and goes on when it is back", async () => {
    await using own = await openPortal(browser());
    const { page } = own;
    await enter(page, latchkey(), PEOPLE.developer);
    await page.getByRole("link", { name: "With plans" }).waitFor();
    await page.route("**/*", (route) => route.abort());
    await page.getByRole("navigation").getByRole("link", { name: "Usage" }).click();
    await page.getByText("The portal cannot be reached").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Still no answer.").waitFor();
    expect(await page.getByText("The fault is ours").count()).toBe(0);
    await page.unroute("**/*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: "Usage" }).waitFor();
  });
});

describe("a provider", () => {
  it("sees of a change of plan its own reason, not the application's", async () => {
    const path = `/v1/subscriptions/${subscription}/change-plan`;
    expect((await developer("POST", path, { plan: "large" })).status).toBe(200);
    await using own = await openPortal(browser());
    const { page } = own;
    await enter(page, latchkey(), PEOPLE.provider, "/decisions");
    const card = page.getByRole("article").filter({ hasText: "after-dialogs" });
    await card.waitFor();
    expect(await card.innerText()).not.toContain("The old reason.");
  });
});
