import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type Axe, COLOUR_RULES, startAxe } from "../support/axe.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { enter, openPortal, PEOPLE, settled, stillness } from "../support/portal-page.ts";
import { makePages, type Pages } from "./portal-pages.fixture.ts";

const { latchkey, browser } = ownDemo();
let pages: Pages;

const PHONE = { viewport: { width: 390, height: 844 } } as const;
const DESK = { viewport: { width: 1440, height: 900 } } as const;

beforeAll(async () => {
  pages = await makePages(latchkey());
});

const LOOKS = { "on a phone": PHONE, "at a desk": DESK } as const;
/** The narrowest window that pages fit without scrolling sideways (WCAG 2.2, 1.4.10), and the widest that they use. */
const EXTREMES = [320, 2560] as const;
type Look = keyof typeof LOOKS;
const looks = Object.keys(LOOKS) as Look[];
type Findings = Record<Look, string[]>;

/** What axe-core finds on the current page, in the light and the dark scheme. */
const colourFindings = async (page: Page, axe: Axe): Promise<string[]> => {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await stillness(page);
    const findings = await axe.findings(colorScheme === "dark" ? COLOUR_RULES : undefined);
    found.push(...findings.map((finding) => `${colorScheme}: ${finding}`));
  }
  return found;
};

/** The findings of axe-core and of the width check for the current page, in each colour scheme. */
const findingsOf = async (page: Page): Promise<Findings> => {
  const found: Findings = { "on a phone": [], "at a desk": [] };
  await using axe = await startAxe(page);
  for (const look of looks) {
    await page.setViewportSize(LOOKS[look].viewport);
    found[look].push(...(await colourFindings(page, axe)));
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wider > 1) found[look].push(`${wider} pixels too wide`);
  }
  for (const width of EXTREMES) {
    await page.setViewportSize({ width, height: 900 });
    await stillness(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wider > 1) found["at a desk"].push(`${wider} pixels too wide at ${width}`);
  }
  return found;
};

const NOTHING: Findings = { "on a phone": [], "at a desk": [] };

/** Visits pages as the given person. Returns the faults of each page, and the errors of the browser. */
const visit = async (who: keyof typeof PEOPLE): Promise<Findings & { complaints: string[] }> => {
  await using portal = await openPortal(browser(), { ...PHONE, reducedMotion: "reduce" });
  const { page, complaints } = portal;
  await enter(page, latchkey(), PEOPLE[who]);
  const found: Findings = { "on a phone": [], "at a desk": [] };
  for (const path of pages[who]) {
    await page.goto(`${latchkey().control}${path}`);
    await settled(page);
    for (const summary of await page.locator("summary").all()) await summary.click();
    const findings = await findingsOf(page);
    for (const look of looks) found[look].push(...findings[look].map((finding) => `${path}: ${finding}`));
  }
  return { ...found, complaints };
};

describe.each(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[])("every page for the %s", (who) => {
  let visited: Awaited<ReturnType<typeof visit>>;
  beforeAll(async () => {
    visited = await visit(who);
  });

  it.each(looks)("is accessible, and fits, %s", (look) => expect(visited[look]).toEqual([]));

  it("breaks no policy", () => expect(visited.complaints).toEqual([]));
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
    await using portal = await openPortal(browser(), { ...PHONE, reducedMotion: "reduce" });
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, path);
    await page.getByRole("button", { name: button }).click();
    await page.getByRole("dialog").getByRole("textbox").first().waitFor();
    expect(await findingsOf(page)).toEqual(NOTHING);
    expect(complaints).toEqual([]);
  });

  it.each(["API key", "User and password", "JWT", "Signing key (AK/SK)"])(
    "are accessible while a credential is issued, and when its secret is shown: %s",
    async (type) => {
      const credentials = pages.developer.find((path) => path.endsWith("/credentials")) ?? "";
      await using portal = await openPortal(browser(), { ...PHONE, reducedMotion: "reduce" });
      const { page, complaints } = portal;
      await enter(page, latchkey(), PEOPLE.developer, credentials);
      await page.getByRole("button", { name: "Issue a credential" }).click();
      await page.getByRole("radio", { name: type, exact: true }).check();
      await page.getByRole("button", { name: "Restrictions and details" }).click();
      expect(await findingsOf(page)).toEqual(NOTHING);
      await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).first().fill(type);
      if (type === "JWT") await page.getByLabel("Issuer (iss)").fill("https://issuer.example");
      await page.getByRole("button", { name: "Issue", exact: true }).click();
      await page.getByRole("button", { name: "I have it" }).waitFor();
      expect(await findingsOf(page)).toEqual(NOTHING);
      expect(complaints).toEqual([]);
    },
  );

  it("is accessible on a phone: the menu", async () => {
    await using portal = await openPortal(browser(), { ...PHONE, reducedMotion: "reduce" });
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.admin);
    await page.getByRole("button", { name: "Open the menu" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "People" }).waitFor();
    await using axe = await startAxe(page);
    expect(await colourFindings(page, axe)).toEqual([]);
    await page.getByRole("dialog").getByRole("link", { name: "People" }).click();
    await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
    expect(complaints).toEqual([]);
  });

  it("are accessible before anybody has signed in", async () => {
    await using portal = await openPortal(browser(), PHONE);
    await portal.page.goto(latchkey().control);
    await settled(portal.page);
    expect(await findingsOf(portal.page)).toEqual(NOTHING);
    expect(portal.complaints).toEqual([]);
  });
});
