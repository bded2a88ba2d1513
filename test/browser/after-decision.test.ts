import { describe, expect, it } from "vitest";
import { asPerson } from "../support/management.ts";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";
import { ownProvider } from "./provider.fixture.ts";

const { latchkey, browser, provider, consumer } = ownProvider();

describe("a consumer's developer", () => {
  it("tries an operation of the reference through the gateway, and reads the answer", async () => {
    await provider("POST", "/v1/services/echo/subscriptions", { consumer: consumer(), plan: "free" });
    const developer = await asPerson(latchkey(), PEOPLE.developer);
    const issued = await developer("POST", `/v1/consumers/${consumer()}/credentials`, {
      name: "try",
      type: "api-key",
    });
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.developer, "/catalog/echo?tab=reference");
    const operation = page.locator("details").filter({ hasText: "See what reached the service" });
    await operation.locator("summary").click();
    await operation.getByLabel("API key").fill(issued.body.secret.apiKey);
    await operation.getByLabel("name").fill("Ada");
    await operation.getByRole("button", { name: "Send" }).click();
    await operation.getByText(/^200, after/).waitFor();
    const answer = await operation.locator("[aria-live] pre").textContent();
    expect(JSON.parse(answer ?? "")).toMatchObject({ method: "GET", path: "/hello", query: { name: "Ada" } });
    expect(complaints).toEqual([]);
  });
});

describe("a consumer's developer on a phone", () => {
  it("reaches every action of a list without scrolling sideways, and reads the consumer's history", async () => {
    const developer = await asPerson(latchkey(), PEOPLE.developer);
    const name = "a".repeat(63);
    const { body } = await developer("POST", "/v1/consumers", { name, team: "apps" });
    await developer("POST", `/v1/consumers/${body.id}/credentials`, { name: "ci", type: "api-key" });
    await using portal = await openPortal(browser(), { viewport: { width: 390, height: 844 } });
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.developer, `/consumers/${body.id}/credentials`);
    await page.getByRole("button", { name: "Actions: ci" }).waitFor();
    const box = await page.getByRole("button", { name: "Actions: ci" }).boundingBox();
    expect((box?.x ?? 390) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    await page.goto(`${latchkey().control}/consumers/${body.id}/history`);
    await page.getByRole("rowheader", { name: "credential.created" }).waitFor();
    await page.getByRole("rowheader", { name: "consumer.created" }).waitFor();
    await page.goto(`${latchkey().control}/consumers`);
    await page.getByRole("link", { name }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  });
});
