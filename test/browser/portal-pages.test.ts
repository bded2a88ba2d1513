import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COLOUR_RULES, startAxe } from "../support/axe.ts";
import { startChromium } from "../support/chromium.ts";
import { asPerson } from "../support/management.ts";
import { enter, openPortal, PEOPLE, settled, stillness } from "../support/portal-page.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";

let latchkey: RunningLatchkey;
let browser: Browser;
let pages: Record<keyof typeof PEOPLE, string[]>;

const PHONE = { viewport: { width: 390, height: 844 } } as const;
const DESK = { viewport: { width: 1440, height: 900 } } as const;

beforeAll(async () => {
  [latchkey, browser] = await Promise.all([startLatchkey({ LATCHKEY_SEED: "demo" }), startChromium()]);
  const developer = await asPerson(latchkey, PEOPLE.developer);
  const provider = await asPerson(latchkey, PEOPLE.provider);
  await provider("PATCH", "/v1/services/echo", {
    description:
      "# Echo\n\nAnswers with **what** reached it.\n\n```\ncurl\n```\n\n[more](https://example.com)",
    plans: [{ name: "free", title: "Free", limits: { "rate-limit": { count: 10, periodSeconds: 60 } } }],
    approvalRules: [{ emailDomains: ["corp.test"], decision: "approve" }],
    scopes: [{ name: "read", methods: ["GET"] }],
    openapi: {
      openapi: "3.1.0",
      info: { title: "Echo", version: "1" },
      paths: { "/hello": { get: { summary: "Say hello", responses: { "200": { description: "ok" } } } } },
    },
  });
  const id = (await developer("POST", "/v1/consumers", { name: "shop", team: "apps" })).body.id;
  const credentials = `/v1/consumers/${id}/credentials`;
  const expiresAt = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const key = (await developer("POST", credentials, { name: "ci", type: "api-key", expiresAt })).body;
  await developer("POST", `${credentials}/${key.credential.id}/rotate`, { overlapSeconds: 3600 });
  const apply = async (service: string, plan?: string) =>
    (await developer("POST", `/v1/consumers/${id}/subscriptions`, { service, ...(plan ? { plan } : {}) }))
      .body.id;
  const pending = await apply("echo", "free");
  const rejected = await apply("haiku");
  await provider("POST", `/v1/subscriptions/${rejected}/reject`, { reason: "Not now." });
  pages = {
    developer: [
      "/catalog",
      "/catalog?q=nothing-fits-this",
      "/catalog/echo",
      "/catalog/echo?tab=plans",
      "/catalog/echo?tab=reference",
      "/catalog/unknown",
      "/consumers",
      `/consumers/${id}/basics`,
      `/consumers/${id}/credentials`,
      `/consumers/${id}/subscriptions`,
      `/consumers/${id}/plugins`,
      `/consumers/${id}/usage`,
      `/consumers/${id}/refusals`,
      `/consumers/${id}/history`,
      "/usage",
      `/subscriptions/${pending}`,
      `/subscriptions/${rejected}`,
      "/services",
      "/decisions",
      "/teams",
      "/teams/apps/members",
      "/teams/apps/settings",
      "/teams/apps/webhooks",
      "/teams/apps/audit",
      "/nothing-here",
    ],
    provider: [
      "/services",
      "/teams/demo/audit",
      "/services/echo/settings",
      "/services/echo/plans",
      "/services/echo/subscribers",
      "/services/echo/usage",
      "/decisions",
      `/subscriptions/${pending}`,
    ],
    admin: ["/catalog", "/people", "/dead-letters", "/decisions", "/teams", "/teams/apps/settings"],
  };
});
afterAll(async () => {
  await browser?.close();
  await latchkey?.[Symbol.asyncDispose]();
});

const LOOKS = [
  ["on a phone", PHONE],
  ["at a desk", DESK],
] as const;

/** What axe-core finds on the page as it stands, by day and in the dark. */
const findingsInBothColours = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  await using axe = await startAxe(page);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await stillness(page);
    const findings = await axe.findings(colorScheme === "dark" ? COLOUR_RULES : undefined);
    found.push(...findings.map((finding) => `${colorScheme}: ${finding}`));
  }
  return found;
};

/** Visits pages as somebody; answers what axe-core, the browser and the width have to say against them. */
const findings = async (who: keyof typeof PEOPLE, look: (typeof LOOKS)[number][1]): Promise<string[]> => {
  await using portal = await openPortal(browser, { ...look, reducedMotion: "reduce" });
  const { page, complaints } = portal;
  await enter(page, latchkey, PEOPLE[who]);
  const found: string[] = [];
  for (const path of pages[who]) {
    await page.goto(`${latchkey.control}${path}`);
    await settled(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    found.push(...(await findingsInBothColours(page)).map((finding) => `${path}: ${finding}`));
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wider > 1) found.push(`${path} is ${wider} pixels too wide`);
  }
  return [...found, ...complaints];
};

describe.each(LOOKS)("every page %s", (_name, look) => {
  it.each(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[])(
    "is accessible, fits, and breaks no policy for the %s",
    async (who) => expect(await findings(who, look)).toEqual([]),
    60_000,
  );
});

describe("the pages that ask something", () => {
  it.each([
    ["/catalog/echo", "Subscribe"],
    ["/consumers", "New consumer"],
    ["/services", "New service"],
    ["/teams", "New team"],
    ["/services/echo/subscribers", "Add a subscriber"],
    ["/teams/demo/webhooks", "New webhook"],
  ])("are accessible as dialogs: %s › %s", async (path, button) => {
    for (const [, look] of LOOKS) {
      await using portal = await openPortal(browser, { ...look, reducedMotion: "reduce" });
      const { page, complaints } = portal;
      await enter(page, latchkey, PEOPLE.provider, path);
      await page.getByRole("button", { name: button }).click();
      await page.getByRole("dialog").getByRole("textbox").first().waitFor();
      expect(await findingsInBothColours(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });

  it.each(["API key", "User and password", "JWT", "Signing key (AK/SK)"])(
    "are accessible while a credential is issued, and when its secret is shown: %s",
    async (type) => {
      const credentials = pages.developer.find((path) => path.endsWith("/credentials")) ?? "";
      for (const look of [PHONE, DESK]) {
        await using portal = await openPortal(browser, { ...look, reducedMotion: "reduce" });
        const { page, complaints } = portal;
        await enter(page, latchkey, PEOPLE.developer, credentials);
        await page.getByRole("button", { name: "Issue a credential" }).click();
        await page.getByRole("radio", { name: type, exact: true }).check();
        await page.getByRole("button", { name: "Restrictions and details" }).click();
        expect(await findingsInBothColours(page)).toEqual([]);
        await page.getByLabel("Name").first().fill(type);
        if (type === "JWT")
          await page.getByLabel("Issuer (iss)").fill(`https://issuer.example/${look.viewport.width}`);
        await page.getByRole("button", { name: "Issue", exact: true }).click();
        await page.getByRole("button", { name: "I have it" }).waitFor();
        expect(await findingsInBothColours(page)).toEqual([]);
        expect(complaints).toEqual([]);
      }
    },
  );

  it("is accessible on a phone: the menu", async () => {
    await using portal = await openPortal(browser, { ...PHONE, reducedMotion: "reduce" });
    const { page, complaints } = portal;
    await enter(page, latchkey, PEOPLE.admin);
    await page.getByRole("button", { name: "Open the menu" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "People" }).waitFor();
    expect(await findingsInBothColours(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("link", { name: "People" }).click();
    await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("are accessible before anybody has signed in", async () => {
    for (const [, look] of LOOKS) {
      await using portal = await openPortal(browser, look);
      await portal.page.goto(latchkey.control);
      await settled(portal.page);
      expect(await findingsInBothColours(portal.page)).toEqual([]);
      expect(portal.complaints).toEqual([]);
    }
  });
});
