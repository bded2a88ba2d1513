import { describe, expect, it } from "vitest";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";
import { ownProvider } from "./provider.fixture.ts";

const { latchkey, browser, provider, publish } = ownProvider();

describe("a provider", () => {
  it("keeps what was chosen on a page when it is loaded again", async () => {
    await using portal = await openPortal(browser());
    const { page } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/decisions");
    await page.getByRole("tab", { name: "Decided" }).click();
    await page.waitForURL("**/decisions?tab=decided");
    await page.reload();
    await page.getByRole("tab", { name: "Decided", selected: true }).waitFor();
    await page.goto(`${latchkey().control}/services/echo/subscribers`);
    await page.getByLabel("Status").selectOption("suspended");
    await page.getByText("None with this status").waitFor();
    await page.reload();
    await page.getByText("None with this status").waitFor();
  });

  it("sees what was sent to a webhook, sends it again, and finds it all in the audit", async () => {
    const { body: hook } = await provider("POST", "/v1/teams/demo/webhooks", {
      url: `${latchkey().control}/_local/upstreams/echo/hook`,
      events: ["service.published"],
    });
    await publish("told", "Told");
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/teams/demo/webhooks");
    const section = page.getByRole("region", { name: "/_local/upstreams/echo/hook" });
    const delivered = section.getByRole("row").filter({ hasText: "service.published" });
    await delivered.getByText("Delivered").waitFor();
    await delivered.getByRole("button", { name: /^Send again/ }).click();
    await page.getByText("It is being sent again.").waitFor();
    await delivered.getByText("Show what is sent").click();
    await delivered.getByText('"type": "service.published"').waitFor();
    await section.getByRole("button", { name: "Edit", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Edit the webhook" });
    await dialog.getByRole("checkbox", { name: "service.retired" }).check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await section.getByText("service.published, service.retired").waitFor();
    await section.getByRole("button", { name: "Send a test" }).click();
    await page.getByText("A test is on its way").waitFor();
    await section.getByRole("row").filter({ hasText: "webhook.test" }).getByText("Delivered").waitFor();

    await page.getByRole("link", { name: "Audit" }).click();
    const rows = page.getByRole("table").getByRole("row");
    await rows
      .filter({ hasText: hook.id ?? hook.webhook.id })
      .first()
      .waitFor();
    await page.getByLabel("Who, what or to what").fill("webhook.created");
    expect(await rows.count()).toBe(2);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download" }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const actions = Buffer.concat(chunks)
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).action);
    expect(actions).toContain("webhook.created");
    expect(actions).toContain("team.created");
    expect(complaints).toEqual([]);
  });
});
