import { describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { enter, openPortal, PEOPLE, settled } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

describe("the help", () => {
  it("is read before one signs in: a page, its search, its links, its code", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await page.goto(`${latchkey().control}/help`);
    await page.getByRole("heading", { level: 1, name: "Help" }).waitFor();
    await page.getByRole("searchbox", { name: "Search the help" }).fill("api key");
    await page
      .getByRole("link", { name: /^Credentials: / })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: "Credentials" }).waitFor();
    const anchor = decodeURIComponent(new URL(page.url()).hash.slice(1));
    expect(await page.locator(`h2[id="${anchor}"], h3[id="${anchor}"]`).count()).toBe(1);

    const article = page.getByRole("article");
    await article.getByRole("button", { name: /^Copy/ }).first().waitFor();
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    await page.getByRole("link", { name: "Glossary" }).click();
    await page.getByRole("heading", { level: 1, name: "Glossary" }).waitFor();
    await article.getByRole("table").first().waitFor();
    expect(complaints).toEqual([]);
  });

  it("shows the management API as a reference", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.developer, "/help/reference");
    await page.getByText("/v1/teams/{team}", { exact: true }).first().waitFor();
    await settled(page);
    expect(complaints).toEqual([]);
  });

  it("has no page of another name", async () => {
    await using portal = await openPortal(browser());
    await portal.page.goto(`${latchkey().control}/help/constructor`);
    await portal.page.getByRole("heading", { name: "There is no such page" }).waitFor();
  });

  it("lists no service to programs where the stage shows none to visitors", async () => {
    const catalogue = await fetch(`${latchkey().control}/.well-known/api-catalog`, {
      headers: { Accept: "text/html" },
    });
    expect([catalogue.status, await catalogue.json()]).toEqual([200, { linkset: [] }]);
    const document = await fetch(`${latchkey().control}/v1/public/catalog/echo/openapi.json`);
    expect(document.status).toBe(404);
  });

  it("is Markdown for programs, which llms.txt lists", async () => {
    const list = await fetch(`${latchkey().control}/llms.txt`);
    expect(list.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const pages = [...(await list.text()).matchAll(/\]\((\/help\/[\w-]+\.md)\)/g)].map(([, path]) => path);
    expect(pages).toContain("/help/credentials.md");
    for (const path of pages) {
      const page = await fetch(`${latchkey().control}${path}`);
      expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/markdown; charset=utf-8"]);
      expect(await page.text()).toMatch(/^# /);
    }
  });
});
