import { expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asRoot } from "../support/management.ts";
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

it("a plan of an MCP service limits the calls of its tools", async () => {
  const root = asRoot(latchkey());
  const make = making(root);
  const { slug: team } = await make.team({ owners: [PEOPLE.provider] });
  const limits = { quota: { count: 9, period: "day", tools: ["now"] } };
  const { slug } = await make.service(team, { kind: "mcp", plans: [{ name: "free", limits }] });
  await using portal = await openPortal(browser());
  const { page, complaints } = portal;
  await enter(page, latchkey(), PEOPLE.provider, `/services/${slug}/plans`);
  const quota = page.getByLabel("Quota: only calls of these tools");
  expect(await quota.inputValue()).toBe("now");
  await quota.fill("now\nconvert_*");
  await page.getByLabel("Rate limit", { exact: true }).fill("5");
  await page.getByLabel("Rate limit: only calls of these tools").fill("a*b");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("`*` only at the end").waitFor();
  await page.getByLabel("Rate limit: only calls of these tools").fill("convert_*");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  // Not the word "Saved", which still stands there from before.
  const stored = async () => (await root("GET", `/v1/services/${slug}`)).body.plans[0].limits;
  await expect.poll(stored).toMatchObject({
    quota: { count: 9, period: "day", tools: ["now", "convert_*"] },
    "rate-limit": { count: 5, periodSeconds: 60, tools: ["convert_*"] },
  });
  expect(complaints).toEqual([]);
});
