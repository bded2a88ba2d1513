import { DAY_SECONDS, type Spend, windowAt } from "@latchkey/core/allowance/allowance-store";
import { Refusal } from "@latchkey/core/refusal";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { allowanceKey } from "../dynamo/count-keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { startWire } from "../testing/wire.ts";
import { allowanceTable } from "./allowance-table.ts";

const store = testStore(testClient);

const today = windowAt(NOW, DAY_SECONDS);
const spend = (of: string, fields: Partial<Spend> = {}): Spend => ({
  of,
  window: today,
  amount: 1,
  most: 3,
  ...fields,
});
const resetsAt = today.start + DAY_SECONDS * 1000;

describe("An allowance", () => {
  it("is used up to its most and not beyond, by as many as ask at once", async () => {
    const instances = [
      allowanceTable(store()),
      allowanceTable({ ...store(), client: testClient(store().endpoint) }),
    ];
    const takes = Array.from({ length: 20 }, (_, index) => instances[index % 2]?.take(spend("at-once")));
    const outcomes = await Promise.all(takes);
    expect(outcomes.filter((outcome) => outcome?.taken)).toHaveLength(3);
    expect(await allowanceTable(store()).used(spend("at-once"))).toEqual({ used: 3, resetsAt });
  });

  it.each([
    ["more than is left", { amount: 2 }],
    ["more than there ever is", { amount: 4 }],
    ["one of none", { most: 0 }],
    ["one of what a setting has lowered since", { most: 1 }],
  ])("is left as it is by who asks for %s", async (name, fields) => {
    const allowances = allowanceTable(store());
    await allowances.take(spend(name, { amount: 2 }));
    const outcome = await allowances.take(spend(name, fields));
    expect(outcome).toEqual({ taken: false, used: 2, resetsAt });
  });

  it.each([
    ["too much of it at once", { amount: 4 }],
    ["one of none", { most: 0 }],
  ])("that was never used is not begun by who asks for %s", async (name, fields) => {
    const untouched = `untouched: ${name}`;
    expect(await allowanceTable(store()).take(spend(untouched, fields))).toMatchObject({
      taken: false,
      used: 0,
    });
    expect(await store().item(allowanceKey(untouched, DAY_SECONDS, today.start))).toBeUndefined();
  });

  it("is whole again in the next window, and another's is never touched", async () => {
    const allowances = allowanceTable(store());
    await allowances.take(spend("of-one", { amount: 3 }));
    const tomorrow = windowAt(resetsAt, DAY_SECONDS);
    expect(await allowances.take(spend("of-one", { window: tomorrow }))).toMatchObject({
      taken: true,
      used: 1,
    });
    expect(await allowances.take(spend("of-one", { window: windowAt(NOW, 60) }))).toMatchObject({ used: 1 });
    expect(await allowances.used(spend("of-another"))).toEqual({ used: 0, resetsAt });
  });

  it("writes no address to the table, and expires after its window", async () => {
    await allowanceTable(store()).take(spend("mails/ada@example.com"));
    const item = await store().item(allowanceKey("mails/ada@example.com", DAY_SECONDS, today.start));
    expect(JSON.stringify(item)).not.toContain("ada");
    expect(Number(item?.["ttl"]) * 1000).toBeGreaterThan(resetsAt);
  });

  it("is not taken while the store does not answer, and is where only the answer got lost", async () => {
    const wire = await startWire(store().endpoint);
    const allowances = allowanceTable({ ...store(), client: testClient(wire.endpoint) });
    wire.faults.push(...Array(10).fill({ status: 503, body: {} }));
    await expect(allowances.take(spend("dark"))).rejects.toMatchObject({ name: "Unavailable" });
    wire.faults.length = 0;
    wire.faults.push("lost");
    await allowances.take(spend("lost")).catch(() => "unknown");
    expect((await allowanceTable(store()).used(spend("lost"))).used).toBeGreaterThanOrEqual(1);
    await wire.stop();
  });
});

describe("An allowance that a change spends", () => {
  const otherwise = new Refusal("rate-limited", "used up");

  it("is used with the change, and where nothing is left nothing happens", async () => {
    const made = [fresh.team(), fresh.team(), fresh.team(), fresh.team()];
    const commits = made.map((value) =>
      store().commit(
        change(create({ kind: "team", value }), { write: "spend", spend: spend("changes"), otherwise }),
      ),
    );
    const outcomes = await Promise.allSettled(commits);
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toEqual([{ status: "rejected", reason: otherwise }]);
    const stored = await Promise.all(made.map(({ slug }) => store().stores.team(slug)));
    expect(stored.filter(Boolean)).toHaveLength(3);
  });

  it("is not used by a change that is refused for another reason", async () => {
    const value = fresh.team();
    await store().keep({ team: value });
    const again = change(create({ kind: "team", value }), {
      write: "spend",
      spend: spend("refused"),
      otherwise,
    });
    await expect(store().commit(again)).rejects.toMatchObject({ code: "name-taken" });
    expect(await allowanceTable(store()).used(spend("refused"))).toMatchObject({ used: 0 });
  });
});
