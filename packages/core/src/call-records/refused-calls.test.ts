import { describe, expect, it } from "vitest";
import { inFull } from "../testing/in-full.ts";
import { NOW } from "../testing/records.ts";
import { calledTable } from "../verdict/called-table.fixture.ts";
import { fail, LIFETIME, SECOND } from "./call-readers.fixture.ts";

describe("a refusal", () => {
  it("is decided on what was just read: whatever is granted works at the very next call", async () => {
    const table = calledTable();
    const caller = table.addCaller({ status: "pending" });
    const { state } = table;
    const service = state.services.get("weather") ?? fail();
    state.services.set("weather", { ...service, status: "draft" });
    state.suspended.add("callers");
    const { call } = table.instance();
    expect(await call(caller, NOW)).toBe("team-suspended");
    state.suspended.clear();
    expect(await call(caller, NOW)).toBe("no-subscription");
    state.services.set("weather", service);
    expect(await call(caller, NOW)).toBe("subscription-pending");
    caller.subscription = { ...caller.subscription, status: "active" };
    expect(await call(caller, NOW)).toBe("allowed");
  });

  it("for the credential itself reads the caller's own records again, and nothing that is shared", async () => {
    const table = calledTable();
    const caller = table.addCaller();
    const { call } = table.instance();
    caller.credential = { ...caller.credential, status: "disabled" };
    await call(caller, NOW);
    table.asked();
    for (let n = 0; n < 100; n += 1) expect(await call(caller, NOW + n)).toBe("credential-disabled");
    expect(table.asked()).toMatchObject({ trips: 100, own: 300, services: 0, teams: 0 });
  });

  it("of a caller that comes for the first time reads its own records once", async () => {
    const table = calledTable();
    const { call } = table.instance();
    await call(table.addCaller(), NOW);
    table.asked();
    expect(await call(table.addCaller({ status: "pending" }), NOW)).toBe("subscription-pending");
    expect(table.asked()).toEqual({ trips: 1, own: 3, services: 0, teams: 0, items: 3 });
  });

  it("that rests on what is shared looks at that again after", async () => {
    const table = calledTable();
    const { call } = table.instance();
    await call(table.addCaller(), NOW);
    table.asked();
    table.state.suspended.add("callers");
    // What was remembered would let it through, so nothing is looked at again; it is felt within the life of a record.
    expect(await call(table.addCaller(), NOW + LIFETIME)).toBe("team-suspended");
    table.asked();
    expect(await call(table.addCaller(), NOW + LIFETIME)).toBe("team-suspended");
    expect(table.asked()).toEqual({ trips: 2, own: 3, services: 1, teams: 1, items: 5 });
  });
});

describe("1,000 refused calls a second in one instance", () => {
  const FLOOD_SECONDS = inFull ? 20 : 8;
  /** When something changes in the middle, longer before the end than a record lives. */
  const CHANGED = inFull ? 10 : 2;

  const flood = async (
    callers: number,
    at: (second: number, table: ReturnType<typeof calledTable>) => void,
  ) => {
    const table = calledTable();
    const refused = Array.from({ length: callers }, () => table.addCaller({ status: "pending" }));
    const { call } = table.instance();
    const answers: string[] = [];
    for (let now = 0; now < FLOOD_SECONDS * SECOND; now += 1) {
      if (now % SECOND === 0) at(now / SECOND, table);
      answers.push(await call(refused[now % callers] ?? fail(), NOW + now));
    }
    return { answers, asked: table.asked() };
  };

  it.each([1, 15, 5000])(
    "of %i callers whose own fault it is ask for what is shared as seldom as if they were let through",
    async (callers) => {
      const { answers, asked } = await flood(callers, () => {});
      expect(new Set(answers)).toEqual(new Set(["subscription-pending"]));
      expect(asked.own).toBe(3 * FLOOD_SECONDS * SECOND);
      expect(asked.services).toBeLessThanOrEqual((2 * FLOOD_SECONDS * SECOND) / LIFETIME + 1);
      expect(asked.teams).toBeLessThanOrEqual((2 * FLOOD_SECONDS * SECOND) / LIFETIME + 1);
    },
  );

  it.each([1, 15, 5000])(
    "of %i callers of a draft ask for what is shared 20 times at once and twice a second at most",
    async (callers) => {
      const { answers, asked } = await flood(callers, (_, { state }) => {
        const weather = state.services.get("weather");
        if (weather) state.services.set("weather", { ...weather, status: "draft" });
      });
      expect(new Set(answers)).toEqual(new Set(["no-subscription"]));
      expect(asked.services).toBeGreaterThan(20);
      expect(asked.services).toBeLessThanOrEqual(20 + 3 * FLOOD_SECONDS);
      expect(asked.teams).toBeLessThanOrEqual(20 + 3 * FLOOD_SECONDS);
    },
  );

  it("do not keep an approval in their middle from the very next call", async () => {
    const { answers } = await flood(1, (second, { state }) => {
      const [caller] = state.callers.values();
      if (second === CHANGED && caller) caller.subscription = { ...caller.subscription, status: "active" };
    });
    expect(answers.indexOf("allowed")).toBe(CHANGED * SECOND);
    expect(answers.slice(CHANGED * SECOND)).not.toContain("subscription-pending");
  });

  it("keep the end of a suspension from being seen for the life of a record at most", async () => {
    const { answers } = await flood(1, (second, { state }) => {
      if (second === 0) state.suspended.add("callers");
      if (second === CHANGED) state.suspended.clear();
    });
    const last = answers.lastIndexOf("team-suspended");
    expect(last).toBeGreaterThanOrEqual(CHANGED * SECOND - 1);
    expect(last).toBeLessThan(CHANGED * SECOND + LIFETIME);
  });

  it("to unknown slugs are cached within bounds, and read the suspended teams at most 10 times a second", async () => {
    const table = calledTable();
    const caller = table.addCaller();
    const { call, authorizer } = table.instance({ mostServices: 100, mostRecords: 200 });
    for (let now = 0; now < 10 * SECOND; now += 1)
      expect(await call(caller, NOW + now, `random-${now}`)).toBe("no-subscription");
    expect(table.asked().teams).toBeLessThanOrEqual(100);
    const { services, records } = authorizer.figures();
    expect([services.size, records.size]).toEqual([100, 200]);
    expect(await call(caller, NOW + 10 * SECOND)).toBe("allowed");
  });
});
