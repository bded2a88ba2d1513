import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, asRoot, eventually, type Send } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";

const { latchkey, browser } = ownDemo();
let provider: Send;
beforeAll(async () => {
  provider = await asPerson(latchkey(), PEOPLE.provider);
});

describe("a member of the provider's team who does not own it", () => {
  it("reads everything, with its filters, and is offered nothing to change", async () => {
    await asRoot(latchkey())("PUT", "/v1/teams/demo/members/mia@demo.test", { role: "member" });
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), "mia@demo.test", "/services/echo");
    await page.waitForURL("**/services/echo/settings");
    const name = page.getByRole("textbox", { name: "Name" }).first();
    expect(await name.inputValue()).toBe("Echo");
    expect(await name.isEnabled()).toBe(false);
    await page.getByRole("link", { name: "Subscribers" }).click();
    await page.getByLabel("Status").selectOption("suspended");
    await page.getByText("None with this status").waitFor();
    expect(await page.getByRole("button", { name: /Add a subscriber|Publish|Retire/ }).count()).toBe(0);
    const { body: own } = await provider("POST", "/v1/consumers", { name: "ours", team: "demo" });
    await provider("POST", `/v1/consumers/${own.id}/subscriptions`, { service: "haiku", reason: "To try." });
    await page.goto(`${latchkey().control}/consumers/${own.id}/history`);
    await page.getByText("Applied for").waitFor();
    await page.getByText("Owners of the team also see").waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("a viewer of the provider's team", () => {
  it("reads a consumer and what it has, with why nothing there is theirs to change", async () => {
    await asRoot(latchkey())("PUT", "/v1/teams/demo/members/vic@demo.test", { role: "viewer" });
    const { body: seen } = await provider("POST", "/v1/consumers", { name: "seen", team: "demo" });
    const key = { name: "looked-at", type: "api-key" };
    await provider("POST", `/v1/consumers/${seen.id}/credentials`, key);
    await provider("POST", `/v1/consumers/${seen.id}/subscriptions`, { service: "haiku" });
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), "vic@demo.test", `/consumers/${seen.id}/credentials`);
    await page.getByText("You are a viewer of the team").waitFor();
    await page.getByText("looked-at").waitFor();
    expect(await page.getByRole("button", { name: /^Actions/ }).isEnabled()).toBe(false);
    await page.getByRole("link", { name: "Basics" }).click();
    expect(await page.getByRole("button", { name: "Suspend" }).isEnabled()).toBe(false);
    expect(await page.getByLabel("Description").isEnabled()).toBe(false);
    await page.getByRole("link", { name: "Subscriptions" }).first().click();
    await page.goto(`${latchkey().control}/teams/demo/members`);
    const own = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "vic@demo.test" }) });
    await own.getByText("Viewer", { exact: true }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("an admin", () => {
  it("reads the management API's own service, and is offered nothing that it refuses", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.admin, "/services/latchkey");
    await page.getByText("Latchkey's own management API").waitFor();
    const name = page.getByRole("textbox", { name: "Name" }).first();
    expect(await name.inputValue()).toBe("Latchkey management API");
    expect(await name.isEnabled()).toBe(false);
    const refused = page.getByRole("button", { name: /^(Save|Publish|Retire|Delete)/ });
    expect(await refused.count()).toBe(0);
    await page.getByRole("link", { name: "Plans, scopes, rules" }).click();
    await page.getByRole("heading", { name: "Plans", exact: true }).waitFor();
    expect(await refused.count()).toBe(0);
    // This the API takes from an admin.
    await page.getByRole("link", { name: "Subscribers" }).click();
    await page.getByRole("button", { name: "Add a subscriber" }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("what a provider reads of a subscriber of another team", () => {
  it("is its name and team, in the usage of all and of the service", async () => {
    const developer = await asPerson(latchkey(), PEOPLE.developer);
    const { body: caller } = await developer("POST", "/v1/consumers", { name: "caller", team: "apps" });
    await provider("POST", "/v1/services/echo/subscriptions", { consumer: caller.id, plan: "free" });
    const issued = await developer("POST", `/v1/consumers/${caller.id}/credentials`, {
      name: "ci",
      type: "api-key",
    });
    const headers = { "X-API-Key": issued.body.secret.apiKey };
    expect((await fetch(`${latchkey().gateway}/echo/hello`, { headers })).status).toBe(200);
    await eventually(
      () => provider("GET", "/v1/usage?groupBy=consumer"),
      ({ body }) => body.items.some((item: { consumer: string }) => item.consumer === caller.id),
    );
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/usage");
    await page.getByRole("rowheader", { name: "caller (apps)" }).waitFor();
    await page.goto(`${latchkey().control}/services/echo/usage`);
    await page.getByRole("rowheader", { name: "caller (apps)" }).waitFor();
    expect(complaints).toEqual([]);
  });
});
