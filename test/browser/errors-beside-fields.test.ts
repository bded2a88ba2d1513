import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE, type PortalPage } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser, provider } = sharedDemo();
const SLUG = "refused-settings";

let portal: PortalPage;
beforeAll(async () => {
  const upstream = { url: "https://refused.example" };
  await provider("POST", "/v1/services", { slug: SLUG, name: SLUG, team: "demo", kind: "rest", upstream });
  portal = await openPortal(browser(), { viewport: { width: 1440, height: 500 } });
  await enter(portal.page, latchkey(), PEOPLE.provider, `/services/${SLUG}/settings`);
});
afterAll(() => portal?.[Symbol.asyncDispose]());

describe("what the API refuses", () => {
  it.each([
    ["Headers to add", "X-Consumer-Id: a"],
    ["Origins that may call from a browser", "not an origin"],
    ["Calls at once", "1000000"],
    ["Path", "/../other"],
    ["Approvers", "nobody"],
  ])("is said at its field, which has the focus and is in sight: %s", async (label, text) => {
    const { page } = portal;
    await page.goto(`${latchkey().control}/services/${SLUG}/settings`);
    const field = page.getByLabel(label, { exact: true });
    await field.fill(text);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").waitFor();
    await expect.poll(() => field.getAttribute("aria-invalid")).toBe("true");
    const described = (await field.getAttribute("aria-describedby")) ?? "";
    expect(described).toContain("-error");
    const place = await field.evaluate((element) => ({
      hasFocus: element === document.activeElement,
      top: element.getBoundingClientRect().top,
      covered: document.querySelector("header")?.getBoundingClientRect().bottom ?? 0,
    }));
    expect(place.hasFocus).toBe(true);
    expect(place.top).toBeGreaterThanOrEqual(place.covered);
  });

  it("is said at the field of the rule that it is about", async () => {
    const { page } = portal;
    await page.goto(`${latchkey().control}/services/${SLUG}/plans`);
    for (const number of [1, 2]) {
      await page.getByRole("button", { name: "Add a rule" }).click();
      await page.getByRole("group", { name: `Rule ${number}` }).waitFor();
    }
    const domains = (number: number) =>
      page.getByRole("group", { name: `Rule ${number}` }).getByLabel("E-mail domains");
    await domains(2).fill("no domain!");
    await page.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => domains(2).getAttribute("aria-invalid")).toBe("true");
    expect(await domains(1).getAttribute("aria-invalid")).not.toBe("true");
    await page.getByRole("button", { name: "Remove: Rule 1" }).click();
    expect(await domains(1).inputValue()).toBe("no domain!");
    expect(await domains(1).getAttribute("aria-invalid")).toBe("true");
    expect(portal.complaints).toEqual([]);
  });
});
