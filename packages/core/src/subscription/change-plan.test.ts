import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { aSubscription, NOW } from "../testing/records.ts";
import { decideSubscription } from "./decide-subscription.ts";
import { ahead, application, COMMANDS, context, decided, planChange } from "./decisions.fixture.ts";

describe("a change of plan that is approved", () => {
  it("changes the plan, and the end stays", () => {
    const current = aSubscription({ status: "active", plan: "free", ...ahead, planChange, application });
    const changed = decided(current, { do: "approve", term: { durationDays: 99 } });
    expect(changed).toMatchObject({ plan: "gold", expiresAt: ahead.expiresAt, termDays: 30 });
    expect(changed).not.toHaveProperty("planChange");
  });

  it("is not asked for to the plan that there is", () => {
    const current = aSubscription({ status: "active", plan: "gold" });
    expect(decideSubscription(current, COMMANDS["change-plan"], context, NOW)).toBeInstanceOf(Refusal);
  });
});
