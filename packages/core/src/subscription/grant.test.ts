import { describe, expect, it } from "vitest";
import { aService, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { type ApprovalChanges, readGrant } from "./grant.ts";

const service = aService({
  plans: [{ name: "basic", durationDays: 30 }, { name: "gold" }],
  formerPlans: [{ name: "old", durationDays: 7 }],
  scopes: [{ name: "read" }, { name: "write" }],
});
const asked = aSubscription({ plan: "basic" });

const pointerOf = (changes: ApprovalChanges, subscription = asked, of = service) => {
  try {
    readGrant(of, subscription, changes, NOW);
    return undefined;
  } catch (error) {
    return (error as { extra: { errors: { pointer: string }[] } }).extra.errors[0]?.pointer;
  }
};

describe("what an approval grants", () => {
  it.each([
    ["nothing else", {}, { term: { durationDays: 30 } }],
    ["the same plan", { plan: "basic" }, { term: { durationDays: 30 } }],
    ["another plan, with its term", { plan: "gold" }, { term: {}, plan: "gold" }],
    ["fewer scopes", { scopes: ["read", "read"] }, { term: { durationDays: 30 }, scopes: ["read"] }],
    ["all scopes, as none were asked", { scopes: ["write", "read"] }, { term: { durationDays: 30 } }],
    [
      "another end",
      { expiresAt: timeAt(NOW + DAY) },
      { term: { durationDays: 30 }, expiresAt: timeAt(NOW + DAY) },
    ],
  ])("is %s", (_what, changes, grant) => {
    expect(readGrant(service, asked, changes, NOW)).toEqual(grant);
  });

  it("leaves a plan that is no longer offered as it was asked", () => {
    const old = aSubscription({ plan: "old" });
    expect(readGrant(service, old, { plan: "old" }, NOW)).toEqual({ term: { durationDays: 7 } });
  });

  it.each([
    ["a plan that is not offered", { plan: "silver" }, "/plan"],
    ["a former plan", { plan: "old" }, "/plan"],
    ["a scope that the service has not", { scopes: ["read", "admin"] }, "/scopes/1"],
    ["an end that is over", { expiresAt: timeAt(NOW) }, "/expiresAt"],
    ["an end beyond the longest term", { expiresAt: timeAt(NOW + 3661 * DAY) }, "/expiresAt"],
  ])("is not %s", (_what, changes, pointer) => {
    expect(pointerOf(changes)).toBe(pointer);
  });

  it("is not a scope beyond those that were asked", () => {
    expect(pointerOf({ scopes: ["write"] }, aSubscription({ scopes: ["read"] }))).toBe("/scopes/0");
    expect(pointerOf({ scopes: ["read"] }, asked, aService())).toBe("/scopes/0");
  });

  it("is no owner's access to the management API that was not asked, and less where it was", () => {
    const latchkey = aService({ slug: "latchkey" });
    expect(pointerOf({ scopes: ["owner"] }, aSubscription(), latchkey)).toBe("/scopes/0");
    const owner = aSubscription({ scopes: ["owner"] });
    expect(readGrant(latchkey, owner, { scopes: ["write"] }, NOW)).toEqual({ term: {}, scopes: ["write"] });
    expect(readGrant(latchkey, owner, { scopes: ["owner"] }, NOW)).toEqual({ term: {} });
  });

  it("is no end of a renewal before the one that it goes on from", () => {
    const renewing = aSubscription({
      status: "active",
      expiresAt: timeAt(NOW + 9 * DAY),
      renewal: { askedAt: timeAt(NOW), application: 2 },
    });
    expect(pointerOf({ expiresAt: timeAt(NOW + 8 * DAY) }, renewing)).toBe("/expiresAt");
    expect(pointerOf({ expiresAt: timeAt(NOW + 10 * DAY) }, renewing)).toBeUndefined();
  });
});
