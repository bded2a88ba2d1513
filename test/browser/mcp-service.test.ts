import { expect, it } from "vitest";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";
import { sharedDemo } from "./shared-demo.fixture.ts";

const { latchkey, browser } = sharedDemo();

it("the page of an MCP service lists the tools of its server, and has settings to paste", async () => {
  await using portal = await openPortal(browser());
  const { page, complaints } = portal;
  await enter(page, latchkey(), PEOPLE.developer, "/catalog/clock");
  await page.getByRole("tab", { name: "Tools", exact: true }).click();
  await page.getByRole("heading", { name: "convert_time" }).waitFor();
  await page.getByText("Tells what time it is in a time zone.").waitFor();
  const shown = async (client: string) => {
    await page.getByRole("tab", { name: client, exact: true }).click();
    const code = page.getByRole("tabpanel", { name: client, exact: true }).locator("pre code");
    return (await code.textContent()) ?? "";
  };
  const url = `${latchkey().gateway}/clock`;
  expect(await shown("Claude Code")).toContain(`--transport http clock ${url} `);
  for (const client of ["Claude Desktop", "VS Code", "Cursor", "mcp.json"]) {
    const code = await shown(client);
    expect(JSON.stringify(JSON.parse(code))).toContain(url);
  }
  expect(complaints).toEqual([]);
});
