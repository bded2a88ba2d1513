import { describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";
import { ownProvider } from "./provider.fixture.ts";

const { latchkey, browser, provider, publish, consumer } = ownProvider();

/** Words that would be seen as markup, a link or a turn of the text where they were taken for more than words. */
const WORDS = '<img src=x onerror="document.title=1"> https://evil.example [x](javascript:alert(1))';

describe("a provider in the portal", () => {
  it("announces to the subscribers, who read it on the service's page as text; others see nothing", async () => {
    await publish("news", "News");
    await provider("PATCH", "/v1/services/news", { approval: "auto" });
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.developer, "/catalog/news");
    await page.getByRole("heading", { name: "News" }).waitFor();
    const developer = await asPerson(latchkey(), PEOPLE.developer);
    await developer("POST", `/v1/consumers/${consumer()}/subscriptions`, { service: "news" });

    await using offering = await openPortal(browser());
    await enter(offering.page, latchkey(), PEOPLE.provider, "/services/news/subscribers");
    await offering.page.getByRole("button", { name: "Announce" }).click();
    const dialog = offering.page.getByRole("dialog", { name: "Announce" });
    await dialog.getByRole("textbox", { name: "What it is about" }).fill("Soon");
    await dialog.getByRole("textbox", { name: "What you say to those who use it" }).fill(WORDS);
    await dialog.getByRole("button", { name: "Announce" }).click();
    await offering.page.getByText(/^Announced to /).waitFor();

    expect(await page.getByRole("region", { name: "Announcements" }).count()).toBe(0);
    await page.reload();
    const region = page.getByRole("region", { name: "Announcements" });
    await region.getByText("Soon").waitFor();
    await region.getByText(WORDS).waitFor();
    expect(await region.locator("img, a").count()).toBe(0);
    expect([...complaints, ...offering.complaints]).toEqual([]);
  });

  it("names a channel of a chat, whose address is never shown again and stays", async () => {
    await publish("talk", "Talk");
    const address = `${latchkey().control}/_local/upstreams/echo/secret-hook`;
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/services/talk/settings");
    await page.getByRole("button", { name: "Add a channel" }).click();
    const channel = page.getByRole("group", { name: "Channel 1" });
    await channel.getByRole("textbox", { name: "Name" }).fill("api");
    await channel.getByLabel("Address of the incoming webhook").fill(address);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    const host = new URL(address).host;
    expect((await provider("GET", "/v1/services/talk")).body.chat).toEqual([{ name: "api", host }]);
    await page.reload();
    await page.getByText(`Stored, at ${host}. Empty: it stays.`).waitFor();
    expect(await page.content()).not.toContain("secret-hook");
    expect(complaints).toEqual([]);
  });
});
