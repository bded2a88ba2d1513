import { describe, expect, it } from "vitest";
import { openPortal, PEOPLE, settled, signIn } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

describe("the portal's language", () => {
  it("is the browser's", async () => {
    await using portal = await openPortal(browser(), { locale: "zh-CN" });
    const { page, complaints } = portal;
    await page.goto(`${latchkey().control}/catalog`);
    await page.getByRole("button", { name: "登录" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(complaints).toEqual([]);
  });

  it("is English where the browser's has no words here", async () => {
    await using portal = await openPortal(browser(), { locale: "fr-FR" });
    await portal.page.goto(`${latchkey().control}/catalog`);
    await portal.page.getByRole("button", { name: "Sign in" }).waitFor();
    expect(await portal.page.locator("html").getAttribute("lang")).toBe("en");
  });

  it("is changed in the account menu, and remembered", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await signIn(page, latchkey(), PEOPLE.developer, "/consumers");
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("combobox", { name: "Language" }).selectOption({ label: "Deutsch" });
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await page.goto(`${latchkey().control}/catalog`);
    await settled(page);
    await page.getByRole("link", { name: "Genehmigungen" }).waitFor();
    await page.getByRole("button", { name: /^Konto/ }).click();
    await page.getByRole("combobox", { name: "Sprache" }).selectOption({ label: "English" });
    await page.getByRole("link", { name: "Approvals" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
