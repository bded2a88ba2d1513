import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, the } from "../testing/cast.ts";
import type { Records } from "../testing/kept-records.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aService, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { addSubscriber } from "./add-subscriber.ts";
import { NewSubscriber } from "./subscription-input.ts";

const OWNER = the("owner", "providers");
const CONSUMER = aConsumer();
const COUNTED = ["count living +1", "count living +1"];

interface Case {
  service?: Partial<Service>;
  input?: object;
  caller?: Caller;
  records?: Records;
  work?: Partial<PlatformWork>;
}

const adding = async (given: Case = {}) => {
  const world = aWorld({ ...CAST, consumer: CONSUMER, service: aService(given.service), ...given.records });
  const input = NewSubscriber.parse({ consumer: CONSUMER.id, ...given.input });
  const work = world.work(given.caller ?? OWNER, given.work);
  const outcome = await outcomeOf(() => addSubscriber(work, { ...input, service: "svc_1" }));
  return { ...world, outcome, made: world.tables.find("subscription", ({ id }) => id !== "sub_1") };
};

describe("a subscriber that the provider adds", () => {
  it("is active at once, without an application to decide on", async () => {
    const { outcome, made, writes, events, changes } = await adding();
    expect(outcome).toBe("done");
    expect(writes()).toEqual(["create subscription 1", ...COUNTED, "expect-consumer"]);
    expect(events()).toEqual([`subscription.approved by ${OWNER.email}`]);
    expect(changes[0]?.result).toEqual({ kind: "subscription", keys: { subscription: made?.id } });
    expect(made).toMatchObject({
      status: "active",
      revision: 1,
      applicant: { id: OWNER.email },
      history: [{ action: "add", to: "active", actor: { kind: "person", email: OWNER.email } }],
    });
    expect(made?.applicant).not.toHaveProperty("email");
    expect(made).not.toHaveProperty("expiresAt");
  });

  it("has the only plan and its term, and the scopes that are given", async () => {
    const service = { plans: [{ name: "basic", durationDays: 30 }], scopes: [{ name: "read" }] };
    const { made } = await adding({ service, input: { scopes: ["read"] } });
    expect(made).toMatchObject({
      plan: "basic",
      scopes: ["read"],
      termDays: 30,
      expiresAt: timeAt(NOW + 30 * DAY),
    });
  });

  it("takes the place of a subscription whose end has passed, which is recorded", async () => {
    const subscription = aSubscription({ status: "active", expiresAt: timeAt(NOW), termDays: 1 });
    const { writes, events } = await adding({ records: { subscription } });
    expect(writes()[0]).toBe("replace subscription 2");
    expect(events()).toEqual(["subscription.expired by system", `subscription.approved by ${OWNER.email}`]);
  });

  it.each<[what: string, given: Case]>([
    ["a private service", { service: { visibility: "private" } }],
    ["a draft", { service: { status: "draft" } }],
    ["a deprecated service", { service: { deprecation: { at: timeAt(NOW), sunsetAt: timeAt(NOW + DAY) } } }],
    ["the platform's API, by an admin", { service: { slug: LATCHKEY_SERVICE }, caller: ADMIN }],
    ["a service, by an owner's machine", { caller: aMachine("providers", { role: "owner" }) }],
  ])("may be one of %s", async (_what, given) => {
    expect((await adding(given)).outcome).toBe("done");
  });
});

describe("what is refused of a subscriber", () => {
  const rejected = { state: "rejected" as const, asked: 1, askedAt: timeAt(NOW), subject: "" };
  const reviewed = { stage: { allowPrivateAddresses: false, publication: "reviewed" as const } };
  const waiting = { publication: { ...rejected, state: "waiting" as const } };
  it.each<[what: string, outcome: string, given: Case]>([
    ["a member of the provider", "forbidden", { caller: the("member", "providers") }],
    ["the consumer's own owner", "not-found", { caller: the("owner", "callers") }],
    ["the platform's API, by an owner of its team", "forbidden", { service: { slug: LATCHKEY_SERVICE } }],
    ["a retired service", "service-retired", { service: { status: "retired" } }],
    ["a service that is not there", "not-found", { records: { service: [] } }],
    ["a consumer that is not there", "not-found", { records: { consumer: [] } }],
    ["a deleted consumer", "not-found", { records: { consumer: aConsumer({ status: "deleted" }) } }],
    ["a service that an admin has rejected", "not-found", { service: { publication: rejected } }],
    ["a service that waits for an admin", "not-found", { service: waiting, work: reviewed }],
    ["a plan that is not offered", "invalid-input /plan", { input: { plan: "gold" } }],
    ["a scope that the service lacks", "invalid-input /scopes/0", { input: { scopes: ["read"] } }],
    ...(["pending", "active", "suspended"] as const).map((status): [string, string, Case] => [
      `one that is ${status} already`,
      "subscription-exists",
      { records: { subscription: aSubscription({ status }) } },
    ]),
  ])("%s", async (_what, outcome, given) => {
    expect(await adding(given)).toMatchObject({ outcome, changes: [] });
  });

  it("and not where an admin adds it, or the consumer is of the service's own team", async () => {
    const service = { publication: rejected };
    expect((await adding({ service, caller: ADMIN })).outcome).toBe("done");
    const records = { consumer: aConsumer({ team: "providers" }) };
    expect((await adding({ service, records })).outcome).toBe("done");
  });

  it("a consumer that is transferred at the same moment", async () => {
    const { stores } = aWorld({ ...CAST, consumer: aConsumer({ revision: 2 }), service: aService() });
    expect(await adding({ work: { stores } })).toMatchObject({ outcome: "raced", changes: [] });
  });
});
