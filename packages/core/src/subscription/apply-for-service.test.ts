import { describe, expect, it } from "vitest";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aService, DAY, NOW, timeAt } from "../testing/records.ts";
import {
  applying,
  asked,
  type Case,
  CONSUMER,
  COUNTED,
  EXPECTED,
  MEMBER,
  REQUESTED,
} from "./apply-for-service.fixture.ts";
import { applyForService } from "./apply-for-service.ts";

describe("an application", () => {
  it("waits for the approvers, whose mails it pays for", async () => {
    const { outcome, made, writes, events, changes } = await applying({ input: { reason: "We sell." } });
    expect(outcome).toBe("done");
    expect(writes()).toEqual(["create subscription 1", ...COUNTED, ...EXPECTED, ...asked(2)]);
    expect(events()).toEqual([REQUESTED]);
    expect(changes[0]?.result).toEqual({ kind: "subscription", keys: { subscription: made?.id } });
    expect(made).toMatchObject({
      status: "pending",
      revision: 1,
      application: 1,
      reason: "We sell.",
      applicant: { id: MEMBER.email, email: MEMBER.email, role: "member" },
      history: [{ action: "apply", to: "pending", actor: { kind: "person", email: MEMBER.email } }],
    });
  });

  it.each<[what: string, given: Case, status: string, events: string[]]>([
    ["by the service", { service: { approval: "auto" } }, "active", ["subscription.approved by service"]],
    [
      "by a rule",
      { service: { approvalRules: [{ teams: ["callers"], decision: "approve" }] } },
      "active",
      ["subscription.approved by rule"],
    ],
    [
      "by a rule that rejects",
      { service: { approvalRules: [{ emailDomains: ["callers.test"], decision: "reject" }] } },
      "rejected",
      ["subscription.rejected by rule"],
    ],
  ])(
    "is decided at once %s, in one revision and without mails to approvers",
    async (_by, given, status, events) => {
      const { made, writes, events: told } = await applying(given);
      expect(made).toMatchObject({ status, revision: 1, history: [{ action: "apply" }, {}] });
      expect(writes()).toEqual([
        "create subscription 1",
        ...(status === "active" ? COUNTED : []),
        ...EXPECTED,
      ]);
      expect(told().map((each) => each.replace(/ by rule.*/, " by rule"))).toEqual([REQUESTED, ...events]);
    },
  );

  it("has the term and the name of the only plan", async () => {
    const plans = [{ name: "basic", durationDays: 30 }];
    const { made } = await applying({ service: { plans, approval: "auto" } });
    expect(made).toMatchObject({ plan: "basic", expiresAt: timeAt(NOW + 30 * DAY), termDays: 30 });
  });

  it("of a machine has its consumer as applicant, and no address", async () => {
    const { made } = await applying({ caller: aMachine("callers", { consumerId: "con_9" }) });
    expect(made?.applicant).toEqual({ id: "con_9", role: "member" });
  });

  it("of an admin costs no mails", async () => {
    expect((await applying({ caller: ADMIN })).writes()).not.toContain("spend mails/of/callers 2");
  });

  it("is refused to a team whose mails of the day are used up", async () => {
    const spent = aWorld({
      ...CAST,
      consumer: CONSUMER,
      service: aService({ approvers: ["ann@x.test"], revision: 3 }),
    });
    const limits = { ...DEFAULT_LIMITS, mailsPerTeam: 0 };
    const attempt = () =>
      applyForService(spent.work(MEMBER, { limits }), CONSUMER.id, { service: "weather" });
    expect([await outcomeOf(attempt), spent.writes()]).toEqual(["rate-limited", []]);
  });
});

describe("what is refused of an application", () => {
  const ownTeams = { caller: the("owner", "providers") };
  it.each<[what: string, outcome: string, given: Case]>([
    ["a viewer", "forbidden", { caller: the("viewer", "callers") }],
    ["a machine that only reads", "forbidden", { caller: aMachine("callers", { role: "viewer" }) }],
    ["a stranger", "not-found", { caller: STRANGER }],
    ["the provider, for a consumer of others", "not-found", ownTeams],
    ["a service that is not there", "not-found", { input: { service: "rain" } }],
    ["a draft", "not-found", { service: { status: "draft" } }],
    ["a private service", "not-found", { service: { visibility: "private" } }],
    ["a retired service", "service-retired", { service: { status: "retired" } }],
    [
      "a retired service that it may not know",
      "not-found",
      { service: { status: "retired", visibility: "private" } },
    ],
    [
      "a deprecated service",
      "service-retired",
      { service: { deprecation: { at: timeAt(NOW), sunsetAt: timeAt(NOW + DAY) } } },
    ],
    [
      "no plan where there are two",
      "invalid-input /plan",
      { service: { plans: [{ name: "a" }, { name: "b" }] } },
    ],
    ["a plan that is not offered", "invalid-input /plan", { input: { plan: "gold" } }],
    ["a scope that the service lacks", "invalid-input /scopes/0", { input: { scopes: ["read"] } }],
    [
      "a question that is not answered",
      "invalid-input /answers/why",
      {
        service: { application: { fields: [{ name: "why", label: "Why?", type: "text", required: true }] } },
      },
    ],
    [
      "a member who asks to manage as an owner",
      "forbidden",
      { service: { slug: LATCHKEY_SERVICE }, input: { scopes: ["owner"] } },
    ],
    [
      "the scope of the platform itself",
      "invalid-input /scopes/0",
      { service: { slug: LATCHKEY_SERVICE }, input: { scopes: ["admin"] } },
    ],
  ])("%s", async (_what, outcome, given) => {
    expect(await applying(given)).toMatchObject({ outcome, changes: [] });
  });

  it("a consumer that is deleted, or not there", async () => {
    for (const consumer of [aConsumer({ status: "deleted" }), []] as const) {
      const world = aWorld({ ...CAST, consumer, service: aService() });
      expect((await applying({}, world)).outcome).toBe("not-found");
    }
  });

  it("nothing of a deprecated service before its time", async () => {
    const deprecation = { at: timeAt(NOW + 1), sunsetAt: timeAt(NOW + DAY) };
    expect((await applying({ service: { deprecation } })).outcome).toBe("done");
  });

  it("nothing of an owner who asks to manage as one", async () => {
    const given = {
      service: { slug: LATCHKEY_SERVICE },
      input: { scopes: ["owner"] },
      caller: the("owner", "callers"),
    };
    expect((await applying(given)).made).toMatchObject({ scopes: ["owner"], applicant: { role: "owner" } });
  });
});
