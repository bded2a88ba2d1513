import { isDeepStrictEqual } from "node:util";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { consumerKey } from "@latchkey/aws/dynamo/keys";
import type { Item } from "@latchkey/aws/dynamo/table";
import { migrateTable } from "@latchkey/aws/migration/migrate-table";
import { MIGRATIONS, type Migration } from "@latchkey/aws/migration/migrations";
import { readSchema } from "@latchkey/aws/migration/schema-item";
import { testStore } from "@latchkey/aws/testing/test-store";
import { SYSTEM } from "@latchkey/core/access/actor";
import type { Consumer } from "@latchkey/core/consumer/consumer";
import type { Service } from "@latchkey/core/service/service";
import { carryOut } from "@latchkey/core/subscription/carry-out";
import { countLiving } from "@latchkey/core/subscription/count-living";
import type { Subscription } from "@latchkey/core/subscription/subscription";
import { PLATFORM_TEAM } from "@latchkey/core/team/team";
import { change, create } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { NOW } from "@latchkey/core/testing/records";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

/** The first one, which counts what lives. */
const COUNTING = MIGRATIONS.slice(0, 1);
const CONSUMERS = 80;
const store = testStore();
let services: Service[];
let subscriptions: Subscription[];
let consumers: Consumer[];
beforeAll(async () => {
  const team = fresh.team({ slug: PLATFORM_TEAM });
  services = [fresh.service(team.slug), fresh.service(team.slug)];
  await store().keep({ team });
  for (const value of services) await store().keep({ service: value });
  consumers = Array.from({ length: CONSUMERS }, () => fresh.consumer(team.slug));
  subscriptions = [];
  for (const value of consumers) {
    const asked = services.map((service) => fresh.subscription(value, service));
    await store().keep({ consumer: value });
    for (const each of asked) await store().apply(each);
    subscriptions.push(...asked);
  }
});

/** As the older code left it: no counter, and nothing that says which form the table has. */
beforeEach(async () => {
  for (const { id } of consumers) await write(id, "REMOVE living");
  await store().client.send(
    new UpdateItemCommand({
      TableName: store().tableName,
      Key: marshall({ pk: "SCHEMA", sk: "META" }),
      UpdateExpression: "SET version = :one, needs = :one REMOVE migrating",
      ExpressionAttributeValues: marshall({ ":one": 1 }),
    }),
  );
});
const write = (consumerId: string, UpdateExpression: string) =>
  store().client.send(
    new UpdateItemCommand({
      TableName: store().tableName,
      Key: marshall(consumerKey(consumerId)),
      UpdateExpression,
    }),
  );

const counted = () =>
  Promise.all(consumers.map(async ({ id }) => (await store().item(consumerKey(id)))?.["living"]));
const reallyLiving = () =>
  Promise.all(
    consumers.map(async ({ id }) => {
      const items = await store().partition(consumerKey(id).pk);
      return items.filter((item) => item["living"] === true).length;
    }),
  );
const keyOf = ({ pk, sk }: Item) => ({ pk, sk });
const forever = () => Number.POSITIVE_INFINITY;

describe("a migration", () => {
  it("goes on where it was stopped, run after run, and ends", async () => {
    const runs: number[] = [];
    for (let done = false; !done; ) {
      const ran = await migrateTable({ table: store(), timeLeft: () => 0, migrations: COUNTING });
      runs.push(ran.changed);
      done = ran.done;
      expect((await readSchema(store()))?.version).toBe(done ? 2 : 1);
    }
    expect(runs.length).toBeGreaterThan(2);
    expect(runs.reduce((sum, each) => sum + each, 0)).toBe(CONSUMERS);
    expect(await counted()).toEqual(consumers.map(() => 2));
  });

  it("that dies in the middle of a page is done again from that page on", async () => {
    let left = 74;
    const dying: Migration[] = COUNTING.map((migration) => ({
      ...migration,
      change: async (table, item) => {
        const changed = await migration.change(table, item);
        if (changed && --left === 0) throw new Error("killed");
        return changed;
      },
    }));
    const run = migrateTable({ table: store(), timeLeft: forever, migrations: dying });
    await expect(run).rejects.toThrow("killed");
    expect(await readSchema(store())).toMatchObject({ version: 1, migrating: { to: 2 } });
    expect((await counted()).filter((living) => living === undefined).length).toBeGreaterThan(2);
    await migrateTable({ table: store(), timeLeft: forever, migrations: COUNTING });
    expect(await counted()).toEqual(consumers.map(() => 2));
    expect(await readSchema(store())).toEqual({ version: 2, needs: 2 });
  });

  it("run by two at a time counts nothing twice", async () => {
    await Promise.all(
      [1, 2].map(() => migrateTable({ table: store(), timeLeft: forever, migrations: COUNTING })),
    );
    expect(await counted()).toEqual(consumers.map(() => 2));
    expect(await readSchema(store())).toEqual({ version: 2, needs: 2 });
  });

  it("counts right while subscriptions end and come to life", async () => {
    const third = fresh.service(PLATFORM_TEAM);
    await store().keep({ service: third });
    const succeeds = (work: Promise<unknown>) =>
      work.then(
        () => true,
        () => false,
      );
    /** One subscription of the consumer ends and another one becomes living, each once. */
    const changesOf = (consumer: Consumer) => {
      const ending = subscriptions.find(({ consumerId }) => consumerId === consumer.id);
      if (!ending) throw new Error("Each consumer has subscriptions.");
      const begins = fresh.subscription(consumer, third);
      const beginning = change(create({ kind: "subscription", value: begins }), ...countLiving(begins, 1));
      const ports = { now: NOW + 1000, commit: store().commit };
      return [
        () => succeeds(carryOut(ports, ending, { do: "withdraw" }, { actor: SYSTEM })),
        () => succeeds(store().commit(beginning)),
      ];
    };
    const early: boolean[] = [];
    const lively: Migration[] = COUNTING.map((migration) => ({
      ...migration,
      change: async (table, item) => {
        const consumer = consumers.find(({ id }) => isDeepStrictEqual(keyOf(item), consumerKey(id)));
        if (!consumer) return migration.change(table, item);
        const attempts = changesOf(consumer);
        // Before it is counted; in the very moment; and afterwards what the caller was told to try again.
        for (const attempt of attempts) early.push(await attempt());
        const [changed, ...during] = await Promise.all([
          migration.change(table, item),
          ...attempts.map((attempt) => attempt()),
        ]);
        for (const [index, attempt] of attempts.entries())
          for (let isDone = during[index]; !isDone; ) isDone = await attempt();
        return changed;
      },
    }));
    await migrateTable({ table: store(), timeLeft: forever, migrations: lively });
    expect(early).toEqual(Array(2 * CONSUMERS).fill(false));
    expect(await reallyLiving()).toEqual(consumers.map(() => 2));
    expect(await counted()).toEqual(consumers.map(() => 2));
  });
});
