import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { freshName, making } from "../support/making.ts";
import { asPerson, asRoot } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

const OWNER = "decides@providers.test";
const APPLICANT = "applies@callers.test";
/** What waits, the longest waiting first: of two teams, so that neither's list alone is in this order. */
let names: string[];
let first: { id: string };

beforeAll(async () => {
  const make = making(asRoot(latchkey()));
  const callers = await make.team({ slug: freshName("applies"), owners: [APPLICANT] });
  const limits = { quota: { count: 200, period: "day" } };
  const services: string[] = [];
  for (const team of ["decides", "decides"]) {
    const { slug } = await make.team({ slug: freshName(team), owners: [OWNER] });
    const plans = [{ name: "small", title: "Small", limits }];
    services.push((await make.service(slug, { slug: freshName("decided"), plans })).slug);
  }
  const applicant = making(await asPerson(latchkey(), APPLICANT));
  const apply = async (at: 0 | 1) => {
    const consumer = await applicant.consumer(callers.slug);
    const service = services[at] ?? "";
    const subscription = await applicant.apply(consumer, service, { plan: "small", reason: "For my app." });
    return { id: subscription.id, name: `${consumer.name} → ${service}` };
  };
  const waiting = [await apply(0), await apply(1), await apply(0)];
  names = waiting.map(({ name }) => name);
  first = waiting[0] ?? { id: "" };
});

/** The paths of what the page asks for from now on. */
const pathsAsked = (page: Page): string[] => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return asked;
};

const decisionsIn = (asked: readonly string[]) => asked.filter((path) => /\/(?:approve|reject)$/.test(path));

describe("what waits for an owner's decision", () => {
  it("is asked for at once over all services, counted in the menu, and stays reachable when it is decided", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    const asked = pathsAsked(page);
    await enter(page, latchkey(), OWNER, "/decisions");
    const cards = page.getByRole("article");
    await cards.nth(2).waitFor();
    const shown = await cards.evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
    expect(shown).toEqual(names);
    const card = page.getByRole("article", { name: names[0] ?? "" });
    await card.getByText("Plan: Small: 200 calls a day").waitFor();
    await card.getByText(APPLICANT).waitFor();
    const menu = page.getByRole("link", { name: /^Approvals/ });
    await menu.getByText("3 wait for you").waitFor();
    // Another look at them is one more request.
    const before = asked.length;
    await page.waitForRequest("**/v1/applications?*");
    expect(asked.slice(before).filter((path) => path !== "/v1/me")).toEqual(["/v1/applications"]);
    expect(asked.filter((path) => /^\/v1\/services\/.*\/subscriptions$/.test(path))).toEqual([]);
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);

    // Undone within its ten seconds, and made once more.
    await card.getByRole("button", { name: /^Approve/ }).click();
    await card.waitFor({ state: "detached" });
    const queue = page.getByRole("region", { name: "Your decisions" });
    await queue.getByRole("timer").waitFor();
    await queue.getByRole("button", { name: `Undo: ${names[0]}` }).click();
    await card.getByRole("button", { name: /^Approve/ }).click();
    expect(decisionsIn(asked)).toEqual([]);
    await queue.getByRole("button", { name: "Send now" }).click();
    await queue.getByText(`Approve: ${names[0]} · Approved`).waitFor();
    expect(decisionsIn(asked)).toEqual([`/v1/subscriptions/${first.id}/approve`]);
    await menu.getByText("2 wait for you").waitFor();
    await page.getByRole("tab", { name: "Pending (2)" }).waitFor();
    await page.getByRole("tab", { name: "Decided" }).click();
    const [consumer = "", service = ""] = (names[0] ?? "").split(" → ");
    const row = page.getByRole("row").filter({ hasText: consumer });
    await row.getByText(service, { exact: true }).waitFor();
    await row.locator("[data-state=active]").waitFor();
    await row.getByText(`by ${OWNER}`).waitFor();
    expect(asked.filter((path) => /^\/v1\/services\/.*\/subscriptions$/.test(path))).toEqual([]);
    expect(await row.textContent()).toContain("Approved now");
    await row.getByRole("link", { name: consumer }).click();
    await page.waitForURL(`**/subscriptions/${first.id}`);
    expect(complaints).toEqual([]);
  });

  it("is decided together with one reason, which is sent when the page is left", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    const asked = pathsAsked(page);
    await enter(page, latchkey(), OWNER, "/decisions");
    await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
    const bulk = page.getByRole("region", { name: "2 selected" });
    await bulk.getByLabel("Reason, told to each applicant").fill("Not this year.");
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    await bulk.getByRole("button", { name: "Reject 2" }).click();
    await page.getByText("Nothing waits").waitFor();
    expect(decisionsIn(asked)).toEqual([]);
    await page.getByRole("link", { name: "My subscriptions" }).click();
    await expect.poll(() => decisionsIn(asked).length).toBe(2);
    await page.goto(`${latchkey().control}/decisions?tab=decided`);
    for (const name of names.slice(1)) {
      const row = page.getByRole("row").filter({ hasText: name.split(" → ")[0] ?? "" });
      await row.locator("[data-state=rejected]").waitFor();
      await row.getByText("Not this year.").waitFor();
    }
    expect(complaints).toEqual([]);
  });

  it("is nothing for who decides on nothing", async () => {
    const nobody = "decides-nothing@callers.test";
    const make = making(asRoot(latchkey()));
    const team = await make.team({ slug: freshName("viewed") });
    await asRoot(latchkey())("PUT", `/v1/teams/${team.slug}/members/${nobody}`, { role: "viewer" });
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    const asked = pathsAsked(page);
    await enter(page, latchkey(), nobody, "/decisions");
    await page.getByText("Nothing waits").waitFor();
    expect(asked).not.toContain("/v1/applications");
    expect(complaints).toEqual([]);
  });
});
