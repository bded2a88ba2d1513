import { dueTable } from "@latchkey/aws/stores/due-table";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { storedApplication } from "@latchkey/aws/testing/stored-application";
import type { Actor } from "@latchkey/core/access/actor";
import type { Credential } from "@latchkey/core/credential/credential";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Command } from "@latchkey/core/subscription/decide-subscription";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { quietLog } from "../testing/quiet-log.ts";
import { createSchedule, type ScheduleDependencies } from "./create-schedule.ts";

const PERSON: Actor = { kind: "person", email: "ann@example.com" };

export const HOUR = 3_600_000;

export const DAY = 24 * HOUR;

/** The job over a store, and what it is about. */
export const schedules = (store: () => TestStore) => {
  const dependenciesAt = (now: number): ScheduleDependencies => ({
    due: dueTable(store()),
    stores: store().stores,
    timing: DEFAULT_TIMING,
    now: () => now,
    commit: (at) => store().commitWith({ now: at }),
    log: quietLog,
  });
  const statusOf = async ({ id }: Subscription) => (await store().stores.subscription(id))?.status;
  return {
    statusOf,
    /** One run of the job, so long after the beginning. */
    runAt: (after: number, others: Partial<ScheduleDependencies> = {}) =>
      createSchedule({ ...dependenciesAt(NOW + after), ...others })(),
    applied: async (fields: Partial<Subscription> = {}): Promise<Subscription> =>
      (await storedApplication(store(), { subscription: fields })).subscription,
    act: async ({ id }: Subscription, command: Command, now = NOW): Promise<Subscription> => {
      const current = await store().stores.subscription(id);
      if (!current) throw new Error("It was made.");
      return carryOut({ now, commit: store().commitWith({ now }) }, current, command, { actor: PERSON });
    },
    credentialEnding: async (days: number): Promise<Credential> => {
      const consumer = fresh.consumer("acme");
      const expiresAt = new Date(NOW + days * DAY).toISOString();
      const credential = fresh.credential(consumer.id, { expiresAt });
      await store().keep({ consumer, credential });
      return credential;
    },
    /** The events of the job, as `day type`, in the order of their time. */
    told: async (): Promise<string[]> => {
      const outbox = outboxTable(store());
      const events = (await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 1000)))).flat();
      return events
        .filter(({ actor }) => actor === "system")
        .sort((one, other) => (one.at + one.type < other.at + other.type ? -1 : 1))
        .map(({ at, type }) => `${(Date.parse(at) - NOW) / DAY} ${type}`);
    },
  };
};
