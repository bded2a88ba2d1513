import { BatchWriteItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { dueAttributes } from "@latchkey/aws/commit/due-attributes";
import { newItem } from "@latchkey/aws/commit/record-item";
import { subscriptionKey } from "@latchkey/aws/dynamo/keys";
import { dueTable } from "@latchkey/aws/stores/due-table";
import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { testStore } from "@latchkey/aws/testing/test-store";
import { startWire } from "@latchkey/aws/testing/wire";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { inFull } from "@latchkey/core/testing/in-full";
import { NOW } from "@latchkey/core/testing/records";
import { createSchedule } from "@latchkey/functions/schedule/create-schedule";
import { quietLog } from "@latchkey/functions/testing/quiet-log";
import { beforeAll, describe, expect, it } from "vitest";

const MANY = inFull ? 10_000 : 1000;
const DAY = 86_400_000;

const store = testStore();
const crowded = fresh.service("globex");
/** Made a day before the others, so a reminder of each is due while the others wait. */
const due: Subscription[] = [];

beforeAll(async () => {
  await load(Array.from({ length: MANY }, () => fresh.subscription(fresh.consumer("acme"), crowded)));
  for (let index = 0; index < 7; index += 1) {
    const consumer = fresh.consumer("acme");
    const service = fresh.service("globex");
    const early = fresh.subscription(consumer, service, { appliedAt: new Date(NOW - DAY).toISOString() });
    await store().keep({ consumer, service });
    await store().apply(early);
    due.push(early);
  }
});

describe(`${MANY} pending applications of one service`, () => {
  it("cost the job nothing: it reads due records only", async () => {
    const wire = await startWire(store().endpoint);
    const through = { ...store(), client: testClient(wire.endpoint) };
    const run = createSchedule({
      due: dueTable(through),
      stores: tableStores(through),
      timing: DEFAULT_TIMING,
      now: () => NOW,
      commit: (now) => store().commitWith({ client: through.client, now }),
      log: quietLog,
    });
    expect(await run()).toEqual({ done: due.length });
    const count = (operation: string) => wire.operations.filter((name) => name === operation).length;
    expect({ Query: count("Query"), GetItem: count("GetItem"), all: wire.operations.length }).toEqual({
      Query: 8,
      GetItem: due.length,
      all: 8 + 2 * due.length,
    });
    const read = wire.bodies.filter((_body, index) => wire.operations[index] === "GetItem").join();
    for (const { id } of due) expect(read).toContain(id);
    // Once more: only the index, which has nothing for it.
    expect(await run()).toEqual({ done: 0 });
    expect(count("GetItem")).toBe(due.length);
    await wire.stop();
  });
});

/**
 * What a commit would write, without a transaction for each and without the lists of the consumers: the embedded
 * engine takes longer for each entry the more an index has.
 */
const load = async (subscriptions: Subscription[]) => {
  const requests = subscriptions.map((value) => {
    const record = { kind: "subscription" as const, value };
    const { gsi2pk: _2, gsi2sk: _two, gsi4pk: _4, gsi4sk: _four, ...item } = newItem(record);
    const Item = marshall(
      { ...subscriptionKey(value.id), ...item, ...dueAttributes(record, DEFAULT_TIMING) },
      { removeUndefinedValues: true },
    );
    return { PutRequest: { Item } };
  });
  while (requests.length > 0)
    await store().client.send(
      new BatchWriteItemCommand({ RequestItems: { [store().tableName]: requests.splice(0, 25) } }),
    );
};
