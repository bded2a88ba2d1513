import { beforeAll, describe, expect, it } from "vitest";
import { startAxe } from "../support/axe.ts";
import { freshName, making } from "../support/making.ts";
import { asPerson, asRoot, eventually } from "../support/management.ts";
import { enter, openPortal } from "../support/portal-page.ts";
import { sharedDemo } from "../support/shared-demo.ts";

const { latchkey, browser } = sharedDemo();

const PERSON = "calls@callers.test";
let consumer: { id: string; name: string };
let subscription: { id: string };

beforeAll(async () => {
  const make = making(asRoot(latchkey()));
  const team = await make.team({ slug: freshName("calls"), owners: [PERSON] });
  const person = await asPerson(latchkey(), PERSON);
  consumer = await making(person).consumer(team.slug);
  subscription = await making(person).apply(consumer, "echo", { plan: "free" });
  await asRoot(latchkey())("POST", `/v1/subscriptions/${subscription.id}/approve`, {});
  const issued = await making(person).credential(consumer);
  const headers = { "X-API-Key": issued.secret.apiKey };
  for (const path of ["/echo/hello?q=a-secret", "/echo/people/ana@example.com", `/${freshName("nothing")}/x`])
    await fetch(`${latchkey().gateway}${path}`, { headers });
  await eventually(
    async () => (await person("GET", `/v1/consumers/${consumer.id}/calls`)).body.items,
    (items) => items.length === 3,
  );
});

describe("the last calls of a consumer", () => {
  it("are told with what was called, answered, and to be done, and with no query", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PERSON, `/consumers/${consumer.id}/calls`);
    const rows = page.locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(3);
    const texts = await rows.allTextContents();
    expect(texts[2]).toContain("echo/hello");
    expect(texts[1]).toContain("echo/people/…");
    expect(texts[0]).toContain("403");
    expect(texts[0]).toContain("Apply for the service");
    expect(texts.join()).not.toMatch(/secret|ana@/);
    await using axe = await startAxe(page);
    expect(await axe.findings()).toEqual([]);
    await page.goto(`${latchkey().control}/subscriptions/${subscription.id}`);
    const calls = page.getByRole("region", { name: "Last calls" });
    await expect.poll(() => calls.locator("tbody tr").count()).toBe(2);
    expect(complaints).toEqual([]);
  });
});
