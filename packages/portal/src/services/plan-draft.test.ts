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
    expect(planOf(planDraft(plan, "a", false))).toEqual(plan);
  });

  it("keeps several rules of one limit until one is typed in their place", () => {
    const rules = [
      { count: 1, period: "day" },
      { count: 9, period: "month" },
    ];
    const draft = planDraft({ name: "a", limits: { quota: { rules } } }, "a", false);
    expect(planOf(draft).limits).toEqual({ quota: { rules } });
    expect(planOf({ ...draft, quotaCount: "5" }).limits).toEqual({ quota: { count: 5, period: "month" } });
  });

  it("has no limit where none was typed", () =>
    expect(planOf({ ...emptyPlan(false)("a"), name: "free" })).toEqual({ name: "free" }));

  it("loses a limit that was emptied", () => {
    const draft = planDraft({ name: "a", limits: { quota: { count: 1, period: "day" } } }, "a", false);
    expect(planOf({ ...draft, quotaCount: "" })).toEqual({ name: "a" });
  });

  it("is limited in tokens where that was chosen, and in calls again", () => {
    const draft = planDraft({ name: "a", limits: { quota: { count: 1, period: "day" } } }, "a", false);
    const inTokens = planOf({ ...draft, quotaUnit: "tokens", rateCount: "5", rateUnit: "tokens" });
    expect(inTokens.limits).toEqual({
      quota: { count: 1, period: "day", unit: "tokens" },
      "rate-limit": { count: 5, periodSeconds: 60, unit: "tokens" },
    });
    expect(planOf({ ...planDraft(inTokens, "a", false), quotaUnit: "calls" }).limits).toMatchObject({
      quota: { unit: "calls" },
      "rate-limit": { unit: "tokens" },
    });
  });

  it("counts the calls of tools alone where they were typed, and all where they were taken away", () => {
    const limits = { "rate-limit": { count: 1, periodSeconds: 60, mode: "strict" } };
    const draft = planDraft({ name: "a", limits }, "a", true);
    const rateTools = "convert_*\n\nread, then write\n";
    const ofTools = planOf({ ...draft, rateTools, quotaCount: "9", quotaTools: "now" });
    expect(ofTools.limits).toEqual({
      "rate-limit": { ...limits["rate-limit"], tools: ["convert_*", "read, then write"] },
      quota: { count: 9, period: "month", tools: ["now"] },
    });
    const again = planDraft(ofTools, "a", true);
    expect(planOf(again)).toEqual(ofTools);
    expect(planOf({ ...again, rateTools: "", quotaTools: "" }).limits).toEqual({
      ...limits,
      quota: { count: 9, period: "month" },
    });
  });
});
