import { randomBytes } from "node:crypto";
import type { Take } from "@latchkey/core/limit/limit-store";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { testStore } from "../testing/test-store.ts";
import { limitTable } from "./limit-table.ts";
import { outboxTable } from "./outbox-table.ts";

const store = testStore();

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
    });
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
