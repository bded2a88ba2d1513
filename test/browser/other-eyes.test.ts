import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { ROOT } from "../support/kept/kept.ts";
import { enter, openPortal, PEOPLE, settled } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, provider } = sharedDemo();

const NAME = "خدمة الدفع الإلكتروني";
const SUMMARY = "تحويلات واسترداد بالدولار USD خلال 24 ساعة";

beforeAll(async () => {
  await provider("POST", "/v1/services", {
    slug: "right-to-left",
    name: NAME,
    summary: SUMMARY,
    description: `# ${NAME}\n\n${SUMMARY}`,
    team: "demo",
    kind: "rest",
    upstream: { url: "https://rtl.example" },
    status: "published",
  });
});

const PAGES = [
  "/catalog",
  "/catalog/right-to-left",
  "/services/right-to-left/settings",
  "/services/right-to-left/plans",
  "/usage",
  "/decisions",
];

describe("the portal where the system chooses the colours and nothing moves", () => {
  it.each([320, 2560])(
    "is accessible and fits %d pixels, with names that are read from the right",
    async (width) => {
      await using portal = await openPortal(browser(), {
        viewport: { width, height: 900 },
        forcedColors: "active",
        reducedMotion: "reduce",
      });
      const { page, complaints } = portal;
      await enter(page, latchkey(), PEOPLE.provider);
      const found: string[] = [];
      for (const path of PAGES) {
        await page.goto(`${latchkey().control}${path}`);
        await settled(page);
        await using axe = await startAxe(page);
        found.push(...(await axe.findings()).map((finding) => `${path}: ${finding}`));
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wider > 1) found.push(`${path}: ${wider} pixels too wide`);
      }
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it("reads a name from the right, and the page around it from the left", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/catalog/right-to-left");
    const title = page.getByRole("heading", { level: 1, name: NAME });
    expect(await title.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
    expect(await page.evaluate(() => getComputedStyle(document.body).direction)).toBe("ltr");
  });
});

describe("a chart", () => {
  it("is walked along by keys, and says what it holds at each step", async () => {
    await using portal = await openPortal(browser(), { reducedMotion: "reduce" });
    const { page, complaints } = portal;
    const key = (await provider("POST", "/v1/consumers", { name: "walker", team: "demo" })).body.id;
    const issued = await provider("POST", `/v1/consumers/${key}/credentials`, {
      name: "ci",
      type: "api-key",
    });
    const headers = { "X-API-Key": issued.body.secret.apiKey };
    expect((await fetch(`${latchkey().gateway}/right-to-left/x`, { headers })).status).toBe(403);
    await enter(page, latchkey(), PEOPLE.provider, "/usage");
    const chart = page.getByRole("slider", { name: "Calls" });
    await chart.focus();
    const last = await chart.getAttribute("aria-valuenow");
    await page.keyboard.press("ArrowLeft");
    expect(Number(await chart.getAttribute("aria-valuenow"))).toBe(Number(last) - 1);
    expect(await chart.getAttribute("aria-valuetext")).toMatch(/: Answered \d+, Refused \d+, Faults/);
    await page.keyboard.press("Home");
    expect(await chart.getAttribute("aria-valuenow")).toBe("0");
    expect(complaints).toEqual([]);
  });
});

describe("the form's bar", () => {
  it("names what is not saved, and takes it back", async () => {
    await using portal = await openPortal(browser(), { reducedMotion: "reduce" });
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/services/right-to-left/settings");
    const summary = page.getByLabel("Summary");
    await summary.fill("Changed");
    await page.getByLabel("OpenAPI document").fill("a: [1");
    await page.getByText("To be corrected first: OpenAPI document").waitFor();
    await page.getByLabel("OpenAPI document").fill("openapi: 3.1.0\npaths: {}\n");
    await summary.focus();
    await page.getByText("Not saved yet: Summary, OpenAPI document").waitFor();
    expect(JSON.parse(await page.getByLabel("OpenAPI document").inputValue())).toEqual({
      openapi: "3.1.0",
      paths: {},
    });
    await page.getByRole("complementary", { name: "As consumers see it" }).getByText("Changed").waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    expect(await summary.inputValue()).toBe(SUMMARY);
    expect(complaints).toEqual([]);
  });
});

describe("the portal's typefaces", () => {
  it("are at most 120 KB, and come from the portal", async () => {
    const folder = join(ROOT, "packages/portal/dist/assets");
    const fonts = (await readdir(folder)).filter((name) => /\.(?:woff2?|ttf|otf)$/.test(name));
    const sizes = await Promise.all(fonts.map(async (name) => (await stat(join(folder, name))).size));
    expect(fonts.length).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(120 * 1024);
  });
});
