import { dueTable } from "@latchkey/aws/stores/due-table";
import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { storeOfEachTest } from "@latchkey/aws/testing/test-store";
import { startWire } from "@latchkey/aws/testing/wire";
import { change, replace } from "@latchkey/core/testing/changes";
import { inFull } from "@latchkey/core/testing/in-full";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { DAY, HOUR, schedules } from "./schedule.fixture.ts";

const store = storeOfEachTest();
const { act, applied, credentialEnding, runAt, statusOf, told } = schedules(store);

describe("The job, run every few hours", () => {
  it("reminds, escalates and lapses an undecided application", async () => {
    const subscription = await applied();
    for (let hour = 0; hour <= 15 * 24; hour += inFull ? 1 : 6) await runAt(hour * HOUR);
    expect(await told()).toEqual([
      "1 subscription.reminder",
      "3 subscription.reminder",
      "7 subscription.escalation",
      "14 subscription.lapsed",
    ]);
    expect(await statusOf(subscription)).toBe("lapsed");
    const last = (await store().stores.subscription(subscription.id))?.history.at(-1);
    expect(last).toMatchObject({
      actor: { kind: "system" },
      action: "lapse",
      reason: "nobody decided in time",
    });
  });

  it("leaves an application alone that was decided", async () => {
    const subscription = await applied();
    await runAt(DAY);
    await act(subscription, { do: "approve", term: {} }, NOW + DAY + 1);
    for (const days of [3, 7, 14, 400]) await runAt(days * DAY);
    expect(await told()).toEqual(["1 subscription.reminder"]);
    expect(await statusOf(subscription)).toBe("active");
  });

  it("announces an end and records it", async () => {
    const subscription = await applied();
    await act(subscription, { do: "approve", term: { durationDays: 40 } });
    for (let day = 0; day <= 41; day += 1) await runAt(day * DAY);
    expect(await told()).toEqual([
      "10 subscription.expiring",
      "33 subscription.expiring",
      "39 subscription.expiring",
      "40 subscription.expired",
    ]);
    expect(await statusOf(subscription)).toBe("expired");
  });

  it("lapses an undecided renewal, without ending the subscription early", async () => {
    const subscription = await applied();
    await act(subscription, { do: "approve", term: { durationDays: 10 } });
    await act(subscription, { do: "renew" }, NOW + 8 * DAY);
    for (let day = 8; day <= 23; day += 1) await runAt(day * DAY);
    expect(await told()).toEqual([
      "8 subscription.expiring",
      "9 subscription.expiring",
      "9 subscription.reminder",
      "10 subscription.expired",
      "11 subscription.reminder",
      "15 subscription.escalation",
      "22 subscription.renewal-rejected",
    ]);
    expect((await store().stores.subscription(subscription.id))?.renewal).toBeUndefined();
    expect(await statusOf(subscription)).toBe("expired");
  });

  it("lapses an undecided change of plan", async () => {
    const subscription = await applied({ plan: "basic" });
    await act(subscription, { do: "approve", term: {} });
    await act(subscription, { do: "change-plan", plan: "gold" });
    await runAt(14 * DAY);
    expect(await told()).toEqual(["14 subscription.plan-change-rejected"]);
    expect(await store().stores.subscription(subscription.id)).toMatchObject({
      status: "active",
      plan: "basic",
    });
  });

  it("announces the end of a credential and tells it, once each", async () => {
    await credentialEnding(8);
    for (let day = 0; day <= 10; day += 1) await runAt(day * DAY);
    expect(await told()).toEqual(["1 credential.expiring", "7 credential.expiring", "8 credential.expired"]);
  });

  it("does not announce again what a later end makes untrue", async () => {
    const credential = await credentialEnding(8);
    await runAt(DAY);
    const later = {
      ...credential,
      revision: 3,
      remindedUntil: new Date(NOW + DAY).toISOString(),
      expiresAt: new Date(NOW + 20 * DAY).toISOString(),
    };
    await store().commit(change(replace({ kind: "credential", value: later })));
    for (let day = 1; day <= 13; day += 1) await runAt(day * DAY);
    expect(await told()).toEqual(["1 credential.expiring", "13 credential.expiring"]);
  });
});

describe("What is not due", () => {
  it("costs nothing: not one read of it", async () => {
    for (let n = 0; n < 30; n += 1) await applied({ appliedAt: new Date(NOW + DAY).toISOString() });
    const due = await applied();
    const wire = await startWire(store().endpoint);
    const client = testClient(wire.endpoint);
    const through = { ...store(), client };
    const result = await runAt(DAY, { due: dueTable(through), stores: tableStores(through) });
    expect(result).toEqual({ done: 1 });
    expect(wire.operations.filter((name) => name === "Query")).toHaveLength(8);
    const reads = wire.bodies.filter((_body, index) => wire.operations[index] === "GetItem");
    expect(reads).toHaveLength(1);
    expect(reads[0]).toContain(due.id);
    await wire.stop();
  });
});
