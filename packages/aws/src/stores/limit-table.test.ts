import { randomBytes } from "node:crypto";
import type { Take } from "@latchkey/core/limit/limit-store";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { limitTable } from "./limit-table.ts";
import { outboxTable } from "./outbox-table.ts";

const store = testStore(testClient);

const take = (fields: Partial<Take> = {}): Take => ({ amount: 1, most: 10, keepUntil: NOW, ...fields });

describe("a counter", () => {
  it("counts up to the maximum and not beyond, also when several instances count at the same moment", async () => {
    const limits = limitTable(store().calls, randomBytes);
    const takes = Array.from({ length: 25 }, () => limits.take("c1", take({ bucket: 5 })));
    const outcomes = await Promise.all(takes);
    expect(outcomes.filter(({ taken }) => taken)).toHaveLength(10);
    expect((await limits.read("c1"))?.total).toBe(10);
  });

  it("sends its state with a refusal", async () => {
    const limits = limitTable(store().calls, randomBytes);
    await limits.take("c2", take({ amount: 7, bucket: 40_000_000 }));
    const { taken, ledger } = await limits.take("c2", take({ amount: 4, bucket: 40_000_001 }));
    expect({ taken, ...ledger }).toMatchObject({
      taken: false,
      total: 7,
      before: new Map([[40_000_000, 0]]),
    });
  });

  it("keeps for each bucket what was counted before it, and removes those it is asked to", async () => {
    const limits = limitTable(store().calls, randomBytes);
    await limits.take("c3", take({ amount: 3, bucket: 7, joins: 1 }));
    await limits.take("c3", take({ amount: 2, bucket: 7, joins: 1 }));
    await limits.take("c3", take({ amount: 1, bucket: 9, joins: 2, returns: { bucket: 9, amount: 2 } }));
    const forget = { buckets: [7], epochs: [1] };
    const { ledger } = await limits.take("c3", take({ bucket: 9, forget }));
    expect(ledger).toEqual({
      total: 7,
      before: new Map([[9, 5]]),
      returned: new Map([[9, 2]]),
      instances: new Map([[2, 1]]),
      held: new Map(),
    });
  });

  it("holds an amount once under its id, and settles it once, however often either is sent", async () => {
    const limits = limitTable(store(), randomBytes);
    const hold = take({ amount: 6, holds: "a1" });
    expect([await limits.take("h1", hold), await limits.take("h1", hold)]).toMatchObject([
      { taken: true, ledger: { total: 6 } },
      { taken: true, ledger: { total: 6, held: new Map([["a1", 6]]) } },
    ]);
    expect((await limits.take("h1", take({ amount: 5, holds: "a2" }))).taken).toBe(false);
    const settle = take({ amount: -4, most: Number.MAX_SAFE_INTEGER, settles: "a1" });
    expect([await limits.take("h1", settle), await limits.take("h1", settle)]).toMatchObject([
      { taken: true, ledger: { total: 2, held: new Map() } },
      { taken: false, ledger: { total: 2 } },
    ]);
  });

  it("drops the names of holds that are left, and keeps what they held counted", async () => {
    const limits = limitTable(store(), randomBytes);
    await limits.take("h2", take({ amount: 3, holds: "old" }));
    const { ledger } = await limits.take("h2", take({ amount: 1, holds: "new", forget: { holds: ["old"] } }));
    expect(ledger).toMatchObject({ total: 4, held: new Map([["new", 1]]) });
  });

  it("admits no more than fits where many hold at once", async () => {
    const limits = limitTable(store(), randomBytes);
    const holds = Array.from({ length: 40 }, (_, index) =>
      limits.take("h3", take({ amount: 3, holds: `i${index}` })),
    );
    expect((await Promise.all(holds)).filter(({ taken }) => taken)).toHaveLength(3);
  });
});

it("an announcement is made once, by any instance", async () => {
  const limits = limitTable(store().calls, randomBytes);
  const event = { type: "quota.warning", actor: "system", team: "acme", consumer: "con_1" } as const;
  await Promise.all(Array.from({ length: 5 }, () => limits.announce("m1", event, NOW, NOW + 1000)));
  const outbox = outboxTable(store());
  const waiting = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 10)));
  expect(waiting.flat()).toMatchObject([event]);
});
