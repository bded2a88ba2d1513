import { describe, expect, it } from "vitest";
import { emptyPlan, planDraft, planOf } from "./plan-draft.ts";

describe("a plan in the form", () => {
  it("is sent back as it came, also what the form does not know", () => {
    const plan = {
      name: "gold",
      title: "Gold",
      durationDays: 90,
      limits: {
        "rate-limit": { count: 10, periodSeconds: 1, mode: "strict" },
        quota: { count: 1000, period: "day", unit: "tokens" },
        budget: { usd: 0.45, period: "week" },
        models: { allow: ["gpt-4o*", "claude"] },
        "request-size": { maxBytes: 5 },
      },
    };
    expect(planOf(planDraft(plan, "a"))).toEqual(plan);
  });

  it("keeps several rules of one limit until one is typed in their place", () => {
    const rules = [
      { count: 1, period: "day" },
      { count: 9, period: "month" },
    ];
    const draft = planDraft({ name: "a", limits: { quota: { rules } } }, "a");
    expect(planOf(draft).limits).toEqual({ quota: { rules } });
    expect(planOf({ ...draft, quotaCount: "5" }).limits).toEqual({ quota: { count: 5, period: "month" } });
  });

  it("has no limit where none was typed", () =>
    expect(planOf({ ...emptyPlan("a"), name: "free" })).toEqual({ name: "free" }));

  it("loses a limit that was emptied", () => {
    const draft = planDraft({ name: "a", limits: { quota: { count: 1, period: "day" } } }, "a");
    expect(planOf({ ...draft, quotaCount: "" })).toEqual({ name: "a" });
  });

  it("is limited in tokens where that was chosen, and in calls again", () => {
    const draft = planDraft({ name: "a", limits: { quota: { count: 1, period: "day" } } }, "a");
    const inTokens = planOf({ ...draft, quotaUnit: "tokens", rateCount: "5", rateUnit: "tokens" });
    expect(inTokens.limits).toEqual({
      quota: { count: 1, period: "day", unit: "tokens" },
      "rate-limit": { count: 5, periodSeconds: 60, unit: "tokens" },
    });
    expect(planOf({ ...planDraft(inTokens, "a"), quotaUnit: "calls" }).limits).toMatchObject({
      quota: { unit: "calls" },
      "rate-limit": { unit: "tokens" },
    });
  });
});
