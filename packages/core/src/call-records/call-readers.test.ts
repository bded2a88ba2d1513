import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inFull } from "../testing/in-full.ts";
import { aService, NOW } from "../testing/records.ts";
import { type Caller, calledTable } from "../verdict/called-table.fixture.ts";
import { fail, LIFETIME, SECOND } from "./call-readers.fixture.ts";

describe("what a verdict reads", () => {
  it("is five items in a new instance, three for another caller there, and nothing for the same again", async () => {
    const table = calledTable();
    const [one, other] = [table.addCaller(), table.addCaller()];
    const { call } = table.instance();
    expect(await call(one, NOW)).toBe("allowed");
    expect(table.asked()).toEqual({ trips: 1, own: 3, services: 1, teams: 1, items: 5 });
    expect(await call(other, NOW + SECOND)).toBe("allowed");
    expect(table.asked()).toEqual({ trips: 1, own: 3, services: 0, teams: 0, items: 3 });
    for (const caller of [one, other]) expect(await call(caller, NOW + 2 * SECOND)).toBe("allowed");
    expect(table.asked().trips).toBe(0);
  });

  it("takes the shared items along with a caller's own once half of their life is over, in one round trip", async () => {
    const table = calledTable();
    const { call } = table.instance();
    await call(table.addCaller(), NOW);
    await call(table.addCaller(), NOW + LIFETIME / 2 - 1);
    expect(table.asked().items).toBe(5 + 3);
    await call(table.addCaller(), NOW + LIFETIME / 2);
    expect(table.asked()).toMatchObject({ trips: 1, items: 5 });
  });

  it("is the shared items alone where they are the only ones too old", async () => {
    const table = calledTable();
    const { call } = table.instance();
    await call(table.addCaller(), NOW);
    const late = table.addCaller();
    await call(late, NOW + 2 * SECOND);
    table.asked();
    expect(await call(late, NOW + LIFETIME)).toBe("allowed");
    expect(table.asked()).toEqual({ trips: 1, own: 0, services: 1, teams: 1, items: 2 });
  });

  it("is one question for those who ask the same in the same moment", async () => {
    const table = calledTable();
    const caller = table.addCaller();
    const { call } = table.instance();
    const answers = await Promise.all(Array.from({ length: 50 }, () => call(caller, NOW)));
    expect(new Set(answers)).toEqual(new Set(["allowed"]));
    expect(table.asked()).toMatchObject({ trips: 1, items: 5 });
  });

  it("is another question for another slug in that moment", async () => {
    const table = calledTable();
    const caller = table.addCaller();
    const { call } = table.instance();
    table.state.until = new Promise((resolve) => setImmediate(resolve));
    const answers = ["none", "weather"].map((slug) => call(caller, NOW, slug));
    expect(await Promise.all(answers)).toEqual(["no-subscription", "allowed"]);
  });

  it("is everything at each call where nothing may be remembered", async () => {
    const table = calledTable();
    const caller = table.addCaller();
    const { call } = table.instance({ recordLifetime: 0 });
    for (const now of [NOW, NOW, NOW + 1]) await call(caller, now);
    await call(caller, NOW, "none");
    await call(caller, NOW, "none");
    expect(table.asked()).toMatchObject({ trips: 5, items: 25 });
  });

  it("is nothing of what a failed question did not bring, and the next call asks again", async () => {
    const table = calledTable();
    const caller = table.addCaller();
    const { call } = table.instance();
    table.state.until = Promise.reject(new Error("down"));
    await expect(call(caller, NOW)).rejects.toThrow("down");
    table.state.until = Promise.resolve();
    table.asked();
    expect(await call(caller, NOW)).toBe("allowed");
    expect(table.asked().items).toBe(5);
  });
});

/** What takes a caller's leave away, and the refusal that it comes to. */
const ENDS: Record<
  string,
  [reason: string, end: (table: ReturnType<typeof calledTable>, c: Caller) => void]
> = {
  "the credential is disabled": [
    "credential-disabled",
    (_, caller) => {
      caller.credential = { ...caller.credential, status: "disabled" };
    },
  ],
  "the consumer is suspended": [
    "consumer-suspended",
    (_, caller) => {
      caller.consumer = { ...caller.consumer, status: "suspended" };
    },
  ],
  "the subscription is revoked": [
    "no-subscription",
    (_, caller) => {
      caller.subscription = { ...caller.subscription, status: "revoked" };
    },
  ],
  "the service is withdrawn": [
    "no-subscription",
    ({ state }) => {
      for (const [slug, service] of state.services) state.services.set(slug, { ...service, status: "draft" });
    },
  ],
  "the service is deleted": ["no-subscription", ({ state }) => state.services.clear()],
  "the consumer's team is suspended": ["team-suspended", ({ state }) => state.suspended.add("callers")],
  "the provider's team is suspended": ["team-suspended", ({ state }) => state.suspended.add("providers")],
};

describe.each(Object.entries(ENDS))("when %s", (_name, [reason, end]) => {
  it("no call is admitted after the lifetime of a record, in any order of calls", async () => {
    // On a grid of a tenth of the life, so that parts often grow old in the same moment.
    const moment = fc.nat(30).map((step) => (step * LIFETIME) / 10);
    const calls = fc.array(fc.tuple(moment, fc.nat(3)), { minLength: 20, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(calls, moment, async (made, at) => {
        const table = calledTable();
        table.state.services.set("news", aService({ id: "svc_2", slug: "news" }));
        const callers = ["weather", "weather", "news", "news"].map((slug) =>
          table.addCaller({ service: slug, serviceId: slug === "news" ? "svc_2" : "svc_1" }),
        );
        const { call } = table.instance();
        const callOf = (who: number, when: number) => {
          const caller = callers[who] ?? fail();
          return call(caller, NOW + when, caller.subscription.service);
        };
        const inOrder = made.toSorted(([one], [other]) => one - other);
        const before = inOrder.filter(([when]) => when < at);
        for (const [when, who] of before) expect(await callOf(who, when)).toBe("allowed");
        for (const caller of callers) end(table, caller);
        for (const [when, who] of inOrder.slice(before.length)) {
          const answer = await callOf(who, when);
          if (when >= at + LIFETIME) expect(answer).toBe(reason);
        }
        for (const who of callers.keys()) expect(await callOf(who, at + LIFETIME)).toBe(reason);
      }),
      { numRuns: inFull ? 500 : 100 },
    );
  });

  it("a clock that is set back does not let it last", async () => {
    const table = calledTable();
    const caller = table.addCaller();
    const { call } = table.instance();
    await call(caller, NOW);
    end(table, caller);
    expect(await call(caller, NOW - 1)).toBe(reason);
    expect(await call(caller, NOW - 3_600_000)).toBe(reason);
  });
});

describe("a service that is unknown", () => {
  it("is asked for again after a second at the latest, where refusals are too many to look at once", async () => {
    const table = calledTable();
    const caller = table.addCaller({ service: "soon" });
    const { call } = table.instance();
    for (let n = 0; n < 40; n += 1) expect(await call(caller, NOW, "soon")).toBe("no-subscription");
    table.state.services.set("soon", { ...(table.state.services.get("weather") ?? fail()), slug: "soon" });
    expect(await call(caller, NOW, "soon")).toBe("no-subscription");
    expect(await call(caller, NOW + SECOND, "soon")).toBe("allowed");
  });
});

describe("a subscription to a plan that the remembered service does not have yet", () => {
  it("is decided on the service as it is now: the plan's limits hold from the first call", async () => {
    const table = calledTable();
    const { call } = table.instance();
    await call(table.addCaller(), NOW);
    const service = table.state.services.get("weather") ?? fail();
    const limits = { "ip-restriction": { allow: ["198.51.100.0/24"] } };
    table.state.services.set("weather", { ...service, plans: [{ name: "new", limits }] });
    table.asked();
    const caller = table.addCaller({ plan: "new" });
    expect(await call(caller, NOW + SECOND)).toBe("ip-not-allowed");
    expect(table.asked().services).toBeGreaterThan(0);
  });
});
