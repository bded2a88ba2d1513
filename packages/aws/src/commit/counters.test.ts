import { Raced } from "@latchkey/core/outage";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { consumerKey, teamKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { countConsumers, limit, makeTeam } from "./commit.fixture.ts";

const store = testStore(testClient);

describe("A counter", () => {
  it("never passes its bound, however many count at once", async () => {
    const team = await makeTeam(store());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => store().commit(change(countConsumers(team.slug, 1, 5)))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(5);
    expect(await store().item(teamKey(team.slug))).toMatchObject({ consumers: 5 });
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBe(limit);
  });

  it("never goes below nothing", async () => {
    const team = await makeTeam(store());
    await expect(store().commit(change(countConsumers(team.slug, -1)))).rejects.toBe(limit);
    expect(await store().item(teamKey(team.slug))).toMatchObject({ consumers: 0 });
  });

  it("sums what one change counts on it", async () => {
    const team = await makeTeam(store());
    const thrice = [1, 2, 3].map(() => countConsumers(team.slug, 1, 2));
    await expect(store().commit(change(...thrice))).rejects.toBe(limit);
    await store().commit(change(...thrice.slice(1)));
    expect(await store().item(teamKey(team.slug))).toMatchObject({ consumers: 2 });
    await store().commit(change(countConsumers(team.slug, 1, 2), countConsumers(team.slug, -1)));
    expect(await store().item(teamKey(team.slug))).toMatchObject({ consumers: 2 });
  });

  it("of a record that is not there has raced: its counter read it a moment ago", async () => {
    await expect(store().commit(change(countConsumers("nowhere", 1, 10)))).rejects.toBeInstanceOf(Raced);
    expect(await store().item(teamKey("nowhere"))).toBeUndefined();
  });

  it("of a consumer that is being deleted takes nothing new, and still counts down", async () => {
    const consumer = fresh.consumer("acme");
    const count = (by: 1 | -1): PlatformWrite => ({
      write: "count",
      counter: { of: "consumer", id: consumer.id, what: "credentials" },
      by,
      otherwise: limit,
    });
    await store().commit(change(create({ kind: "consumer", value: consumer }), count(1)));
    const deleted = { ...consumer, status: "deleted" as const, revision: 2 };
    await store().commit(change(replace({ kind: "consumer", value: deleted })));
    await expect(store().commit(change(count(1)))).rejects.toBeInstanceOf(Raced);
    await store().commit(change(count(-1)));
    expect(await store().item(consumerKey(consumer.id))).toMatchObject({ credentials: 0 });
    expect((await store().stores.consumersOf("acme", { limit: 10 })).items).toEqual([]);
  });
});
