import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { Refusal } from "../refusal.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { aMember, aSubscription } from "../testing/records.ts";
import { readSubscriptionRevision, seeSubscription } from "./read-subscription.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

const MEMBERS = [
  aMember({ team: "callers", email: "ana@callers.test", role: "member" }),
  aMember({ team: "providers", email: "pat@providers.test", role: "owner" }),
];
const subscription = aSubscription({ revision: 7 });

/** The part of a request's work that reading a subscription uses. */
const workOf = (caller: Caller) => {
  const rolesOf = (teams: readonly string[], email: string | undefined) =>
    MEMBERS.filter((each) => teams.includes(each.team) && each.email === email).map(({ role }) => role);
  const { consumerTeam, serviceTeam, revision } = subscription;
  const stores: Partial<SubscriptionReads["stores"]> = {
    subscription: async (id) => (id === subscription.id ? subscription : undefined),
    subscriptionRevision: async (id, email) =>
      id === subscription.id
        ? {
            revision,
            consumerTeam,
            serviceTeam,
            roles: rolesOf([consumerTeam, serviceTeam], email),
          }
        : undefined,
    member: async (team, email) => MEMBERS.find((each) => each.team === team && each.email === email),
  };
  return { caller, stores } as SubscriptionReads;
};

const outcome = async (reading: Promise<unknown>) => {
  try {
    await reading;
    return "seen";
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

describe("a subscription", () => {
  it.each<[string, Caller, string]>([
    ["a member of the consumer's team", aPerson("ana@callers.test"), "seen"],
    ["a member of the provider's team", aPerson("pat@providers.test"), "seen"],
    ["a machine of the consumer's team", aMachine("callers"), "seen"],
    ["a machine of the provider's team", aMachine("providers"), "seen"],
    ["an admin", aPerson("ada@example.com", true), "seen"],
    ["a stranger", aPerson("eve@example.com"), "not-found"],
    ["a stranger's machine", aMachine("others"), "not-found"],
  ])("is seen by both sides alone, and so is its revision: %s", async (_who, caller, seen) => {
    const work = workOf(caller);
    expect(await outcome(seeSubscription(work, subscription.id))).toBe(seen);
    expect(await outcome(readSubscriptionRevision(work, subscription.id))).toBe(seen);
  });

  it("that does not exist is not found, as for a stranger", async () => {
    const work = workOf(aPerson("ana@callers.test"));
    expect(await outcome(seeSubscription(work, "sub_2"))).toBe("not-found");
    expect(await outcome(readSubscriptionRevision(work, "sub_2"))).toBe("not-found");
  });

  it("has its revision, and what the caller is to both teams", async () => {
    expect(await readSubscriptionRevision(workOf(aMachine("callers")), subscription.id)).toBe(7);
    const { sides } = await seeSubscription(workOf(aPerson("ana@callers.test")), subscription.id);
    expect(sides).toEqual({ consumer: "member", provider: "none" });
  });
});
