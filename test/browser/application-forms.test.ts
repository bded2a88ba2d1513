import { beforeAll, describe, expect, it } from "vitest";
import { asPerson, type Send } from "../support/management.ts";
import { ownDemo } from "../support/own-latchkey.ts";
import { enter, openPortal, PEOPLE } from "../support/portal-page.ts";

const { latchkey, browser } = ownDemo();
let developer: Send;
let provider: Send;
beforeAll(async () => {
  [developer, provider] = await Promise.all([
    asPerson(latchkey(), PEOPLE.developer),
    asPerson(latchkey(), PEOPLE.provider),
  ]);
});

describe("a service's application form in the portal", () => {
  it("is made with a preview, answered by who applies, and read by who decides", async () => {
    const ways = { approval: "manual", plans: [{ name: "basic" }, { name: "gold", durationDays: 30 }] };
    expect((await provider("PATCH", "/v1/services/echo", ways)).status).toBe(200);
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, "/services/echo/application");
    await page.getByRole("button", { name: "Add a question" }).click();
    const question = page.getByRole("group", { name: "Question 1" });
    await question.getByRole("textbox", { name: "Question", exact: true }).fill("What do you build?");
    await question.getByRole("textbox", { name: "Name" }).fill("use");
    await page.getByRole("textbox", { name: "Version" }).fill("2026-01");
    const preview = page.getByRole("complementary", { name: "As consumers see it" });
    await preview.getByText("What do you build?").waitFor();
    await preview.getByText("I agree to the terms, version 2026-01").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    const { body: service } = await provider("GET", "/v1/services/echo");
    expect(service.application).toEqual({
      fields: [{ name: "use", label: "What do you build?", type: "text", required: true }],
      terms: { version: "2026-01" },
    });

    const made = await developer("POST", "/v1/consumers", { name: "asked", team: "apps" });
    await using applicant = await openPortal(browser());
    await enter(applicant.page, latchkey(), PEOPLE.developer, "/catalog/echo");
    await applicant.page.getByRole("button", { name: "Subscribe" }).click();
    const dialog = applicant.page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Consumer" }).waitFor();
    await dialog.getByRole("combobox", { name: "Consumer" }).click();
    await applicant.page.getByRole("option", { name: "asked (apps)" }).click();
    await dialog.getByRole("button", { name: "Apply" }).click();
    // What is required is asked for beside its question, and nothing is sent before.
    await dialog.getByRole("textbox", { name: "What do you build?" }).fill("A shop\nfor <b>hats</b>");
    await dialog.getByRole("checkbox", { name: "I agree to the terms, version 2026-01" }).check();
    await dialog.getByRole("button", { name: "Apply" }).click();
    await applicant.page.getByRole("heading", { name: "echo for asked" }).waitFor();
    await applicant.page.getByText("A shop").waitFor();
    const [applied] = (await developer("GET", `/v1/consumers/${made.body.id}/subscriptions`)).body.items;
    expect(applied).toMatchObject({
      answers: { use: "A shop\nfor <b>hats</b>" },
      termsVersion: "2026-01",
      status: "pending",
    });

    await page.goto(`${latchkey().control}/subscriptions/${applied.id}`);
    await page.getByText("for <b>hats</b>").waitFor();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    const approving = page.getByRole("dialog");
    await approving.getByRole("combobox", { name: "Plan" }).selectOption("gold");
    await approving.getByRole("textbox", { name: /^Reason/ }).fill("Gold suits you");
    await approving.getByRole("button", { name: "Approve" }).click();
    await page.getByText("Plan gold in place of basic").waitFor();
    const { body: approved } = await developer("GET", `/v1/subscriptions/${applied.id}`);
    expect(approved).toMatchObject({ status: "active", plan: "gold" });
    expect([...complaints, ...applicant.complaints]).toEqual([]);
  });

  it("tells who of several people have approved, and how many are missing", async () => {
    const people = {
      approvers: ["ann@providers.test", PEOPLE.provider],
      approvalsNeeded: 2,
      application: null,
    };
    expect((await provider("PATCH", "/v1/services/echo", people)).status).toBe(200);
    const { body: consumer } = await developer("POST", "/v1/consumers", { name: "twice", team: "apps" });
    const path = `/v1/consumers/${consumer.id}/subscriptions`;
    const { body: applied } = await developer("POST", path, { service: "echo", plan: "basic" });
    await using portal = await openPortal(browser());
    const { page, complaints } = portal;
    await enter(page, latchkey(), PEOPLE.provider, `/subscriptions/${applied.id}`);
    const approvals = page.getByRole("region", { name: "Approvals" });
    await approvals.getByText("2 approvals are missing.").waitFor();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve" }).click();
    await approvals.getByText("1 approval is missing.").waitFor();
    await approvals.getByText(`Approved by ${PEOPLE.provider}`).waitFor();
    expect(await page.getByRole("button", { name: "Approve", exact: true }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Reject", exact: true }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});
