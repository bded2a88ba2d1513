import { dueTable } from "@latchkey/aws/stores/due-table";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { tableStores } from "@latchkey/aws/stores/table-stores";
import { testClient } from "@latchkey/aws/testing/dynamodb-for-tests";
import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import { startWire } from "@latchkey/aws/testing/wire";
import type { Credential } from "@latchkey/core/credential/credential";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { Unavailable } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Command } from "@latchkey/core/subscription/decide-subscription";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { change, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { quietLog } from "../testing/quiet-log.ts";
import { createSchedule, type ScheduleDependencies } from "./create-schedule.ts";

let store: TestStore;
beforeEach(async () => {
  store = await startTestStore();
});
afterEach(() => store.stop());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const dependenciesAt = (now: number): ScheduleDependencies => ({
  due: dueTable(store),
  stores: store.stores,
  timing: DEFAULT_TIMING,
  now: () => now,
  commit: (at) => store.commitWith({ now: at }),
  log: quietLog,
});

/** One run of the job, so long after the beginning. */
const runAt = (after: number, others: Partial<ScheduleDependencies> = {}) =>
  createSchedule({ ...dependenciesAt(NOW + after), ...others })();

const applied = async (fields: Partial<Subscription> = {}): Promise<Subscription> =>
  (await storedApplication(store, { subscription: fields })).subscription;

const act = async ({ id }: Subscription, command: Command, now = NOW): Promise<Subscription> => {
  const current = await store.stores.subscription(id);
  if (!current) throw new Error("It was made.");
  return carryOut({ now, commit: store.commitWith({ now }) }, current, command, { actor: "ann" });
};

const credentialEnding = async (days: number): Promise<Credential> => {
  const consumer = fresh.consumer("acme");
  const credential = fresh.credential(consumer.id, { expiresAt: new Date(NOW + days * DAY).toISOString() });
  await store.keep({ consumer, credential });
  return credential;
};

/** The events of the job, as `day type`, in the order of their time. */
const told = async (): Promise<string[]> => {
  const outbox = outboxTable(store);
  const events = (await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 1000)))).flat();
  return events
    .filter(({ actor }) => actor === "system")
    .sort((one, other) => (one.at + one.type < other.at + other.type ? -1 : 1))
    .map(({ at, type }) => `${(Date.parse(at) - NOW) / DAY} ${type}`);
};

const statusOf = async ({ id }: Subscription) => (await store.stores.subscription(id))?.status;

describe("The job, run every hour", () => {
  it("reminds, escalates and lapses an application that nobody decides", async () => {
    const subscription = await applied();
    for (let hour = 0; hour <= 15 * 24; hour += 1) await runAt(hour * HOUR);
    expect(await told()).toEqual([
      "1 subscription.reminder",
      "3 subscription.reminder",
      "7 subscription.escalation",
      "14 subscription.lapsed",
    ]);
    expect(await statusOf(subscription)).toBe("lapsed");
    const last = (await store.stores.subscription(subscription.id))?.history.at(-1);
    expect(last).toMatchObject({ actor: "system", action: "lapse", reason: "nobody decided in time" });
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

  it("lapses a renewal that nobody decides, without ending the subscription before its time", async () => {
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
    expect((await store.stores.subscription(subscription.id))?.renewal).toBeUndefined();
    expect(await statusOf(subscription)).toBe("expired");
  });

  it("lapses a change of plan that nobody decides", async () => {
    const subscription = await applied({ plan: "basic" });
    await act(subscription, { do: "approve", term: {} });
    await act(subscription, { do: "change-plan", plan: "gold" });
    await runAt(14 * DAY);
    expect(await told()).toEqual(["14 subscription.plan-change-rejected"]);
    expect(await store.stores.subscription(subscription.id)).toMatchObject({
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
    await store.commit(change(replace({ kind: "credential", value: later })));
    for (let day = 1; day <= 13; day += 1) await runAt(day * DAY);
    expect(await told()).toEqual(["1 credential.expiring", "13 credential.expiring"]);
  });
});

describe("A run that comes late, twice, or at the same time as another", () => {
  it("tells each thing once", async () => {
    await applied();
    await credentialEnding(90);
    await Promise.all([runAt(80 * HOUR), runAt(80 * HOUR), runAt(80 * HOUR)]);
    await runAt(80 * HOUR);
    expect((await told()).map((line) => line.split(" ")[1])).toEqual(["subscription.reminder"]);
  });

  it("goes on where an earlier one failed, at whichever write it failed", async () => {
    const subscription = await applied();
    await act(subscription, { do: "approve", term: { durationDays: 10 } });
    await act(subscription, { do: "renew" }, NOW + 9 * DAY);
    let failed = 0;
    for (let stop = 0; ; stop += 1) {
      let left = stop;
      const commit =
        (now: number): PlatformCommit =>
        async (what) => {
          if (left === 0) throw new Unavailable("DynamoDB did not answer.");
          left -= 1;
          return store.commitWith({ now })(what);
        };
      const done = await runAt(12 * DAY, { commit }).then(
        () => true,
        () => false,
      );
      if (done) break;
      failed += 1;
    }
    expect(failed).toBeGreaterThan(0);
    expect((await told()).map((line) => line.split(" ")[1]).sort()).toEqual([
      "subscription.expired",
      "subscription.reminder",
    ]);
  });

  it("does not let one record that fails hold up the others, and says that it failed", async () => {
    const [broken, well] = [await applied(), await applied()];
    const stores = {
      ...store.stores,
      subscription: (id: string) =>
        id === broken.id ? Promise.reject(new Error("unreadable")) : store.stores.subscription(id),
    };
    await expect(runAt(14 * DAY, { stores })).rejects.toThrow("1 pieces");
    expect(await statusOf(well)).toBe("lapsed");
    await runAt(14 * DAY);
    expect(await statusOf(broken)).toBe("lapsed");
  });

  it("puts a record to its place that was written under other settings", async () => {
    await applied();
    const slower = { ...DEFAULT_TIMING, reminderHours: [48], escalationDays: 7 };
    const commit = (now: number) => store.commitWith({ now, timing: slower });
    expect(await runAt(30 * HOUR, { timing: slower, commit })).toEqual({ done: 1 });
    expect(await runAt(31 * HOUR, { timing: slower, commit })).toEqual({ done: 0 });
    await runAt(48 * HOUR, { timing: slower, commit });
    expect(await told()).toEqual(["2 subscription.reminder"]);
  });
});

describe("What is not due", () => {
  it("costs nothing: not one read of it", async () => {
    for (let n = 0; n < 30; n += 1) await applied({ appliedAt: new Date(NOW + DAY).toISOString() });
    const due = await applied();
    const wire = await startWire(store.endpoint);
    const client = testClient(wire.endpoint);
    const through = { ...store, client };
    const result = await runAt(DAY, { due: dueTable(through), stores: tableStores(through) });
    expect(result).toEqual({ done: 1 });
    expect(wire.operations.filter((name) => name === "Query")).toHaveLength(8);
    const reads = wire.bodies.filter((_body, index) => wire.operations[index] === "GetItem");
    expect(reads).toHaveLength(1);
    expect(reads[0]).toContain(due.id);
    await wire.stop();
  });
});
