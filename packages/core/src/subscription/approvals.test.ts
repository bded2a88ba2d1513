import { describe, expect, it } from "vitest";
import type { Actor } from "../access/actor.ts";
import { Refusal } from "../refusal.ts";
import { aMember, aService, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { standingApprovals } from "./approvals.ts";
import { type Command, decideSubscription } from "./decide-subscription.ts";
import { ahead, renewal } from "./decisions.fixture.ts";
import type { Subscription } from "./subscription.ts";

const ann: Actor = { kind: "person", email: "ann@providers.test" };
const bob: Actor = { kind: "person", email: "bob@providers.test" };
const by = (actor: Actor) => ({ by: actor.kind === "person" ? actor.email : "", at: timeAt(NOW) });

const attempt = (current: Subscription, command: Command, actor: Actor) =>
  decideSubscription(current, command, { actor, reason: "because" }, NOW);
const done = (current: Subscription, command: Command, actor: Actor): Subscription => {
  const result = attempt(current, command, actor);
  if (result instanceof Refusal) throw result;
  return result.subscription;
};
const two = { do: "approve", term: { durationDays: 30 }, needed: 2 } as const;
const once = done(aSubscription(), two, ann);

describe("an application that two people have to approve", () => {
  it("waits after the first, who is in the history and makes one event", () => {
    const first = attempt(aSubscription(), two, ann);
    expect(first).toMatchObject({ events: ["subscription.approval-added"] });
    expect(once).toMatchObject({ status: "pending", approvals: [by(ann)] });
    expect(once.history.at(-1)).toMatchObject({ action: "add-approval", actor: ann, application: 1 });
    expect(once).not.toHaveProperty("expiresAt");
  });

  it("is not approved by the same person twice", () => {
    expect(attempt(once, two, ann)).toMatchObject({
      code: "invalid-transition",
      extra: { state: "pending" },
    });
  });

  it("is active with the second, and keeps both", () => {
    const second = done(once, two, bob);
    expect(second).toMatchObject({
      status: "active",
      approvals: [by(ann), by(bob)],
      expiresAt: timeAt(NOW + 30 * DAY),
    });
    expect(second.history.map(({ action }) => action)).toEqual(["apply", "add-approval", "approve"]);
    expect(attempt(second, two, ann)).toBeInstanceOf(Refusal);
  });

  it("is rejected by one, also by who has approved", () => {
    for (const actor of [ann, bob]) expect(done(once, { do: "reject" }, actor).status).toBe("rejected");
  });

  it("counts only those who may still decide, and a lowered number from the next approval on", () => {
    expect(done(once, { ...two, standing: [] }, bob)).toMatchObject({
      status: "pending",
      approvals: [by(bob)],
    });
    expect(done(once, { ...two, needed: 1 }, bob)).toMatchObject({
      status: "active",
      approvals: [by(ann), by(bob)],
    });
    expect(attempt(once, { ...two, needed: 1 }, ann)).toBeInstanceOf(Refusal);
  });

  it("is decided by a rule alone", () => {
    const ruled = done(aSubscription(), two, { kind: "rule", number: 1 });
    expect(ruled.status).toBe("active");
    expect(ruled).not.toHaveProperty("approvals");
  });

  it("holds what the last approval says, and keeps what the first proposed in the history alone", () => {
    const first = done(aSubscription({ plan: "basic" }), { ...two, plan: "gold" }, ann);
    expect(first.plan).toBe("basic");
    expect(first.history.at(-1)?.changed).toEqual({ plan: { from: "basic", to: "gold" } });
    const last = done(first, { ...two, scopes: ["read"] }, bob);
    expect(last).toMatchObject({ plan: "basic", scopes: ["read"] });
    expect(last.history.at(-1)?.changed).toEqual({ scopes: { to: ["read"] } });
  });
});

describe("a renewal that two people have to approve", () => {
  it("begins without the approvals of before, and keeps its calls meanwhile", () => {
    const active = done(once, two, bob);
    const asked = done(active, { do: "renew" }, ann);
    expect(asked).not.toHaveProperty("approvals");
    const first = done(asked, two, ann);
    expect(first).toMatchObject({ status: "active", expiresAt: active.expiresAt, approvals: [by(ann)] });
    expect(done(first, two, bob)).toMatchObject({ expiresAt: timeAt(NOW + 60 * DAY) });
  });

  it("runs to the end that its last approval says, reckoned from the old end", () => {
    const asked = aSubscription({ status: "active", ...ahead, renewal, application: 2 });
    const until = timeAt(NOW + 4.5 * DAY);
    expect(done(asked, { do: "approve", term: {}, expiresAt: until }, ann)).toMatchObject({
      expiresAt: until,
      termDays: 4,
    });
  });
});

describe("the approvals that count", () => {
  const olga = { by: "olga@providers.test", at: timeAt(NOW) };
  const ada = { by: "ada@platform.test", at: timeAt(NOW) };
  const root = { by: "con_root", at: timeAt(NOW) };
  const all = [by(ann), by(bob), olga, ada, root];
  const service = aService({
    approvers: ["ann@providers.test", "bob@providers.test"],
    approversPending: ["bob@providers.test"],
  });
  const reads = (role: "owner" | "member") => ({
    stores: { members: async () => [aMember({ team: "providers", email: olga.by, role })] },
    admins: [ada.by],
  });

  it("are those of approvers who have accepted, owners, admins and root", async () => {
    expect(await standingApprovals(reads("owner"), service, all)).toEqual([by(ann), olga, ada, root]);
  });

  it("are no longer those of who was removed", async () => {
    expect(await standingApprovals(reads("member"), { ...service, approvers: [] }, all)).toEqual([ada, root]);
  });
});
