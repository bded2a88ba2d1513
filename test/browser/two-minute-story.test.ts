import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { asPerson, eventually } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { openPortal, PEOPLE, signIn } from "../support/portal-page.ts";

const run = promisify(execFile);

interface Mail {
  to: string;
  text: string;
}

const { latchkey, browser } = ownDemo();

const approvalLink = async (): Promise<string> => {
  const mails = await eventually(
    async () => (await (await fetch(`${latchkey().control}/_local/inbox.json`)).json()) as Mail[],
    (all) => all.some(({ text }) => text.includes("/approvals/")),
  );
  const mail = mails.find(({ to, text }) => to.includes(PEOPLE.provider) && text.includes("/approvals/"));
  return /https?:\/\/\S+\/approvals\/[\w.~-]+/.exec(mail?.text ?? "")?.[0] ?? "";
};

describe("a consumer's developer who has never been here", () => {
  it("goes from finding a service to a working call, and sees the decision without a reload", async () => {
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    let clicks = 0;
    await page.exposeFunction("clicked", () => {
      clicks += 1;
    });
    await page.addInitScript(() =>
      document.addEventListener(
        "click",
        (event) => event.isTrusted && Reflect.get(window, "clicked")(),
        true,
      ),
    );
    await signIn(page, latchkey(), PEOPLE.developer);

    await page.getByLabel("Search").fill("echo");
    await page.getByRole("link", { name: "Echo" }).click();
    await page.getByRole("button", { name: "Subscribe" }).click();
    await page.getByLabel("Name of the new consumer").fill("storefront");
    await page.getByLabel("Why do you need it?").fill("The shop shows what reached it.");
    await page.getByRole("button", { name: "Apply" }).click();
    const secret = (await page.locator("[data-secret=apiKey]").textContent()) ?? "";
    expect(secret).toMatch(/^lk_/);
    const command = (await page.getByRole("dialog").locator("pre code").first().textContent()) ?? "";
    expect(command).toContain(`${latchkey().gateway}/echo/`);
    await page.getByRole("button", { name: "I have it" }).click();
    await page.getByRole("heading", { name: "echo for storefront" }).waitFor();
    const status = page.locator("[data-state]").first();
    expect(await status.textContent()).toBe("Pending");
    // Signing in included: its two, the service, Subscribe, Apply, and that the secret was taken.
    expect(clicks).toBeLessThanOrEqual(7);
    expect(clicks).toBeGreaterThan(3);

    // Shown once means once: neither in the page nor in its storage.
    const kept = await page.evaluate(() =>
      [
        document.documentElement.innerHTML,
        JSON.stringify(sessionStorage),
        JSON.stringify(localStorage),
      ].join(),
    );
    expect(kept.includes(secret)).toBe(false);

    await page.getByText("This page changes by itself").waitFor();
    const link = await approvalLink();
    const decided = await fetch(link, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ decision: "approve", reason: "Welcome" }).toString(),
    });
    expect(decided.status).toBe(200);
    await page.locator("[data-state=active]").waitFor();

    const { stdout } = await run("bash", ["-c", command]);
    expect(JSON.parse(stdout)).toMatchObject({ method: "GET", path: "/hello" });
    expect(complaints).toEqual([]);
    expect(page.url()).not.toMatch(/token|code=/);
  });
});

describe("an application for the management API", () => {
  it("names who decides, and waits for an admin", async () => {
    const developer = await asPerson(latchkey(), PEOPLE.developer);
    const { id } = (await developer("POST", "/v1/consumers", { name: "deploys", team: "apps" })).body;
    const asked = await developer("POST", `/v1/consumers/${id}/subscriptions`, { service: "latchkey" });
    await using applicant = await openPortal(browser());
    await signIn(applicant.page, latchkey(), PEOPLE.developer, `/subscriptions/${asked.body.id}`);
    await applicant.page.getByText("Platform admins decide, and are told by mail").waitFor();

    await using admin = await openPortal(browser());
    await signIn(admin.page, latchkey(), PEOPLE.admin, "/decisions");
    await admin.page.getByRole("link", { name: "deploys → latchkey" }).waitFor();
    await admin.page.getByRole("button", { name: "Approve" }).click();
    await admin.page.getByRole("button", { name: "Send now" }).click();
    await applicant.page.locator("[data-state=active]").waitFor();
    expect([...applicant.complaints, ...admin.complaints]).toEqual([]);
  });
});
