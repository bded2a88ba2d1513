import { describe, expect, it } from "vitest";
import { lastDecision } from "./last-decision.ts";

const moment = { at: "2026-01-01T00:00:00.000Z", to: "active" as const };

describe("what was decided last", () => {
  it("is the last decision, whatever was done since", () => {
    const approved = { ...moment, action: "approve-renewal" as const, actor: "pat@example.com" };
    const history = [
      { ...moment, action: "apply" as const, actor: "ana@example.com" },
      { ...moment, action: "approve" as const, actor: "rule:1" },
      approved,
      { ...moment, action: "suspend" as const, actor: "olive@example.com" },
    ];
    expect(lastDecision({ history })).toBe(approved);
  });

  it.each(["apply", "add", "withdraw", "lapse", "lapse-renewal", "cancel", "expire"] as const)(
    "is nothing where all that was done is %s",
    (action) => expect(lastDecision({ history: [{ ...moment, action, actor: "x" }] })).toBeUndefined(),
  );
});
