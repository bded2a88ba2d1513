import { EPOCH_MS, epochAt } from "@latchkey/core/in-flight/in-flight-store";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { limitKey } from "../dynamo/count-keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { inFlightTable } from "./in-flight-table.ts";

const store = testStore(testClient);

const NONE = { epoch: 0, count: 0 };
const epoch = epochAt(NOW);
const at = (later: number) => NOW + later * EPOCH_MS;

describe("the long calls of a service", () => {
  it("are the sum of what instances publish, also when several publish at the same moment", async () => {
    const table = inFlightTable(store().calls);
    expect(await table.read("sum", NOW)).toBe(0);
    await Promise.all(Array.from({ length: 20 }, () => table.publish("sum", NONE, { epoch, count: 2 })));
    expect(await table.read("sum", NOW)).toBe(40);
    expect(await table.publish("sum", { epoch, count: 2 }, { epoch, count: 1 })).toBe(39);
    expect(await table.publish("sum", { epoch, count: 1 }, { epoch, count: 0 })).toBe(38);
    expect(await table.read("another", NOW)).toBe(0);
  });

  it("are counted once when they are published again in the next epoch", async () => {
    const table = inFlightTable(store().calls);
    await table.publish("moved", NONE, { epoch, count: 5 });
    expect(await table.read("moved", at(1))).toBe(5);
    expect(await table.publish("moved", { epoch, count: 5 }, { epoch: epoch + 1, count: 4 })).toBe(4);
    expect(await table.read("moved", at(2))).toBe(4);
  });

  it("are removed once no issuer publishes them", async () => {
    const table = inFlightTable(store().calls);
    await table.publish("dead", NONE, { epoch, count: 3 });
    expect(await table.read("dead", at(2))).toBe(0);
    // An instance that resumes after the expiry does not subtract a call that is no longer counted.
    expect(await table.publish("dead", { epoch, count: 3 }, { epoch: epoch + 2, count: 1 })).toBe(1);
    expect(await store().item(limitKey("in-flight#dead"))).not.toHaveProperty(`c${epoch.toString(36)}`);
  });

  it("are never fewer than none", async () => {
    const table = inFlightTable(store().calls);
    expect(await table.publish("below", { epoch, count: 2 }, { epoch, count: 0 })).toBe(0);
    expect(await table.read("below", NOW)).toBe(0);
  });
});
