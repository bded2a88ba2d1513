import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { droppedPlans, planOfSubscription } from "./plans.ts";

const slow = { name: "slow", limits: { "rate-limit": { count: 1, periodSeconds: 60 } } };
const fast = { name: "fast" };

describe("a plan that a service no longer offers", () => {
  it("still holds for the subscriptions that name it", () => {
    const formerPlans = droppedPlans({ plans: [slow, fast] }, [fast]) ?? [];
    expect(formerPlans).toEqual([slow]);
    expect(planOfSubscription({ plans: [fast], formerPlans }, "slow")).toEqual(slow);
  });

  it("stays, however often plans change after it", () => {
    expect(droppedPlans({ plans: [fast], formerPlans: [slow] }, [])).toEqual([slow, fast]);
  });

  it("is replaced by one that is offered again under its name", () => {
    const again = { name: "slow", durationDays: 3 };
    expect(droppedPlans({ plans: [fast], formerPlans: [slow] }, [fast, again])).toBe(null);
    expect(planOfSubscription({ plans: [again], formerPlans: [slow] }, "slow")).toEqual(again);
  });

  it("is one of a hundred at most: no other can be dropped then", () => {
    const formerPlans = Array.from({ length: 100 }, (_, index) => ({ name: `plan-${index}` }));
    expect(droppedPlans({ plans: [fast], formerPlans }, [fast])).toHaveLength(100);
    expect(() => droppedPlans({ plans: [fast], formerPlans }, [])).toThrow(Refusal);
  });
});

describe("a subscription without a plan", () => {
  it("has none, whatever the service offers", () => {
    expect(planOfSubscription({ plans: [slow] }, undefined)).toBeUndefined();
  });
});
