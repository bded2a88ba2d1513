import { describe, expect, it } from "vitest";
import { appliedRules, type CountedCall } from "./applied-limits.ts";

const limits = {
  "rate-limit": { count: 3, periodSeconds: 60 },
  quota: { count: 3, period: "month" },
};
const call = (fields: Partial<CountedCall> = {}): CountedCall => ({
  consumer: { id: "con_1", team: "callers" },
  subscription: { id: "sub_1" },
  service: { slug: "echo", team: "providers" },
  plugins: {},
  plan: limits,
  ...fields,
});
const countersOf = (fields: Partial<CountedCall> = {}): string[] =>
  appliedRules(call(fields)).map(({ counter }) => counter);

describe("the limits of a plan", () => {
  it.each<[string, Partial<CountedCall>]>([
    ["a later subscription, after the first was cancelled", { subscription: { id: "sub_2" } }],
    ["one that the provider has added", { subscription: { id: "sub_added" } }],
    ["another plan with the same limits", { plan: { ...limits } }],
    ["a plan that allows more", { plan: { ...limits, quota: { count: 10, period: "month" } } }],
    ["a plan that allows less", { plan: { ...limits, quota: { count: 1, period: "month" } } }],
    ["a consumer that moved nothing but its team's name", { consumer: { id: "con_1", team: "renamed" } }],
  ])("are counted on where they were with %s", (_, fields) => {
    expect(countersOf(fields)).toEqual(countersOf());
  });

  it.each<[string, Partial<CountedCall>]>([
    ["another consumer of the team", { consumer: { id: "con_2", team: "callers" } }],
    ["another service of the provider", { service: { slug: "echo-2", team: "providers" } }],
    ["the consumer's own limits", { plan: {}, plugins: limits }],
  ])("are never counted together with those of %s", (_, fields) => {
    const own = new Set(countersOf());
    expect(countersOf(fields).filter((counter) => own.has(counter))).toEqual([]);
  });

  it.each(["rate", "quota", "rate-limit", "day", "60"])(
    "cannot be made to look like the consumer's own by a service's slug: %s",
    (slug) => {
      const own = new Set(countersOf({ plan: {}, plugins: limits }));
      const plans = countersOf({ service: { slug, team: "providers" } });
      expect(plans.filter((counter) => own.has(counter))).toEqual([]);
    },
  );
});
