import { consumerKey, pointerKey } from "@latchkey/aws/dynamo/keys";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { testStore } from "@latchkey/aws/testing/test-store";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import type { Command } from "@latchkey/core/subscription/decide-subscription";
import { change, create, taken } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { describe, expect, it } from "vitest";
import { quietLog } from "../testing/quiet-log.ts";
import { type CleanupDependencies, createCleanup } from "./create-cleanup.ts";

const store = testStore();

const DAY = 86_400_000;
const LATER = NOW + 20 * DAY;

const cleanup = (others: Partial<CleanupDependencies> = {}) =>
  createCleanup({
    stores: store().stores,
    now: () => LATER,
    commit: (now) => store().commitWith({ now }),
    log: quietLog,
    ...others,
  });

const deletionOf = ({ id, team }: Consumer) => ({
  "detail-type": "consumer.deleted",
  detail: { id: "evt_1", at: new Date(NOW).toISOString(), actor: "olga@example.com", team, consumer: id },
});

/** How each subscription of the consumer came to be what it is, and how it has to end. */
const SUBSCRIPTIONS: readonly (readonly [commands: Command[], end: string])[] = [
  [[], "withdrawn"],
  [[{ do: "approve", term: {} }], "cancelled"],
  [[{ do: "approve", term: {} }, { do: "suspend" }], "cancelled"],
  [[{ do: "reject" }], "rejected"],
  [[{ do: "approve", term: { durationDays: 10 } }], "expired"],
  [[{ do: "approve", term: { durationDays: 10 } }, { do: "renew" }], "expired"],
];

/** A consumer with credentials and with subscriptions in every state, deleted a moment ago. */
const deletedConsumer = async (credentials: number) => {
  const team = fresh.team();
  const consumer = fresh.consumer(team.slug);
  await store().keep({ team, consumer });
  const pointers: string[] = [];
  for (let n = 0; n < credentials; n += 1) {
    pointers.push(`username#${consumer.id}-${n}`);
    const credential = fresh.credential(consumer.id, { imported: true, pointers: pointers.slice(-1) });
    await store().commit(
      change(
        create({ kind: "credential", value: credential }),
        {
          write: "count",
          counter: { of: "consumer", id: consumer.id, what: "credentials" },
          by: 1,
          otherwise: taken(),
        },
        {
          write: "claim",
          name: { kind: "user-name", value: pointers.at(-1) ?? "" },
          holder: "x",
        },
      ),
    );
  }
  const subscriptions = [];
  for (const [commands, end] of SUBSCRIPTIONS) {
    const service = fresh.service(team.slug);
    let subscription = fresh.subscription(consumer, service);
    await store().keep({ service });
    await store().apply(subscription);
    for (const command of commands)
      subscription = await carryOut({ now: NOW, commit: store().commit }, subscription, command, {
        actor: { kind: "person", email: "ann@example.com" },
      });
    subscriptions.push({ id: subscription.id, service: service.slug, end });
  }
  const deleted: Consumer = { ...consumer, status: "deleted", revision: 2 };
  await store().commit(change({ write: "replace", record: { kind: "consumer", value: deleted } }));
  return { consumer: deleted, subscriptions, pointers };
};
type Deleted = Awaited<ReturnType<typeof deletedConsumer>>;

const expectNothingLeft = async ({ consumer, subscriptions, pointers }: Deleted) => {
  expect(await store().stores.consumer(consumer.id)).toBeUndefined();
  expect((await store().stores.credentials(consumer.id, { limit: 200 })).items).toEqual([]);
  const kept = await store().partition(consumerKey(consumer.id).pk);
  expect(kept.filter(({ sk }) => !String(sk).startsWith("SUBSCRIPTION#"))).toEqual([]);
  for (const value of pointers) expect(await store().item(pointerKey(value))).toBeUndefined();
  for (const { id, service, end } of subscriptions) {
    expect(await store().stores.subscription(id)).toMatchObject({ status: end });
    expect((await store().stores.subscription(id))?.renewal).toBeUndefined();
    expect((await store().item({ pk: `SERVICE#${service}`, sk: "META" }))?.["living"]).toBe(0);
  }
};

const eventsOf = async ({ id }: Consumer): Promise<string[]> => {
  const outbox = outboxTable(store());
  const events = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 5000)));
  const mine = events.flat().filter((event) => event.consumer === id && event.actor === "system");
  return mine.map((event) => event.type).sort();
};

const EXPECTED_EVENTS = (credentials: number) =>
  [
    ...Array.from({ length: credentials }, () => "credential.revoked"),
    "subscription.withdrawn",
    "subscription.cancelled",
    "subscription.cancelled",
    "subscription.expired",
    "subscription.expired",
    "subscription.renewal-rejected",
  ].sort();

describe("The clean-up after a consumer was deleted", () => {
  it("removes its credentials, ends its subscriptions and erases it, and says so", async () => {
    const deleted = await deletedConsumer(3);
    await cleanup()(deletionOf(deleted.consumer));
    await expectNothingLeft(deleted);
    expect(await eventsOf(deleted.consumer)).toEqual(EXPECTED_EVENTS(3));
  });

  it("has nothing to do when the event comes again", async () => {
    const deleted = await deletedConsumer(1);
    await cleanup()(deletionOf(deleted.consumer));
    await cleanup()(deletionOf(deleted.consumer));
    expect(await eventsOf(deleted.consumer)).toEqual(EXPECTED_EVENTS(1));
  });

  it("goes on where it stopped, at whichever write it stops", async () => {
    const deleted = await deletedConsumer(3);
    let stops = 0;
    for (let done = false; !done; ) {
      let left = 1;
      const commit = (now: number): PlatformCommit => {
        const write = store().commitWith({ now });
        return async (what) => {
          if (left === 0) throw new Error("stopped");
          left -= 1;
          await write(what);
        };
      };
      done = await cleanup({ commit })(deletionOf(deleted.consumer)).then(
        () => true,
        () => false,
      );
      stops += done ? 0 : 1;
    }
    expect(stops).toBe(7);
    await expectNothingLeft(deleted);
    expect(await eventsOf(deleted.consumer)).toEqual(EXPECTED_EVENTS(3));
  });

  it("removes a hundred credentials in transactions that are small enough", async () => {
    const deleted = await deletedConsumer(100);
    await cleanup()(deletionOf(deleted.consumer));
    await expectNothingLeft(deleted);
  });
});

describe("A consumer that is not deleted", () => {
  it("is left alone, whatever the event says", async () => {
    const team = fresh.team();
    const consumer = fresh.consumer(team.slug);
    await store().keep({ consumer });
    await cleanup()(deletionOf(consumer));
    await cleanup()({ ...deletionOf(consumer), "detail-type": "consumer.suspended" });
    await cleanup()("nonsense");
    expect(await store().stores.consumer(consumer.id)).toEqual(consumer);
  });
});
