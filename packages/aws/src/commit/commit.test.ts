import { Raced } from "@latchkey/core/outage";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import { Refusal } from "@latchkey/core/refusal";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { pointerKey, teamKey } from "../dynamo/keys.ts";
import { outboxTable } from "../stores/outbox-table.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { countConsumers, limit, makeTeam } from "./commit.fixture.ts";

const store = testStore(testClient);

describe("A change", () => {
  it("whose one write is refused leaves nothing behind: no record, no claim, no event", async () => {
    const team = await makeTeam(store());
    const consumer = fresh.consumer(team.slug);
    const attempt = store().commit({
      ...change(
        create({ kind: "consumer", value: consumer }),
        {
          write: "claim",
          name: { kind: "user-name", value: "all-or-nothing" },
          holder: "x/y",
        },
        create({ kind: "team", value: team }),
      ),
      events: [{ type: "consumer.created", actor: "nobody-at-all", team: team.slug }],
    });
    await expect(attempt).rejects.toMatchObject({ code: "name-taken" });
    expect(await store().stores.consumer(consumer.id)).toBeUndefined();
    expect(await store().item(pointerKey("all-or-nothing"))).toBeUndefined();
    const outbox = outboxTable(store());
    const waiting = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 100)));
    expect(waiting.flat().filter((event) => event.actor === "nobody-at-all")).toEqual([]);
  });

  it("is told the refusal of the first write that failed, though a later one failed too", async () => {
    const team = await makeTeam(store());
    const first = new Refusal("limit-reached", "first");
    const second = new Refusal("name-taken", "second");
    const full: PlatformWrite = {
      write: "count",
      counter: { of: "team", slug: team.slug, what: "consumers" },
      by: 1,
      most: 0,
      otherwise: first,
    };
    const again = create({ kind: "team", value: fresh.team({ slug: team.slug }) }, second);
    const other = create({ kind: "team", value: await makeTeam(store()) }, second);
    await expect(store().commit(change(full, other))).rejects.toBe(first);
    await expect(store().commit(change(other, full))).rejects.toBe(second);
    await expect(store().commit(change(again))).rejects.toBe(second);
  });

  it("of more items than a transaction holds is a bug, not a refusal", async () => {
    const team = await makeTeam(store());
    const writes = Array.from({ length: 101 }, (_, index) =>
      create({ kind: "member", value: fresh.member(team.slug, `m${index}@example.com`) }),
    );
    await expect(store().commit(change(...writes))).rejects.toThrow("too large");
    expect(await store().stores.members(team.slug)).toEqual([]);
  });

  it("writes each of its events into the outbox once, oldest first, until they are removed", async () => {
    const outbox = outboxTable(store());
    const team = fresh.team();
    await store().commit({
      ...change(create({ kind: "team", value: team })),
      events: [
        { type: "team.suspended", actor: "ana@example.com", team: team.slug, reason: "why" },
        { type: "team.resumed", actor: "ana@example.com", team: team.slug },
      ],
    });
    const waiting = async () =>
      (await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 100))))
        .flat()
        .filter((event) => event.team === team.slug)
        .sort((one, other) => (one.type < other.type ? -1 : 1));
    const events = await waiting();
    expect(events).toEqual([
      {
        id: expect.stringMatching(/^evt_/),
        at: expect.any(String),
        type: "team.resumed",
        actor: "ana@example.com",
        team: team.slug,
      },
      {
        id: expect.any(String),
        at: expect.any(String),
        type: "team.suspended",
        actor: "ana@example.com",
        team: team.slug,
        reason: "why",
      },
    ]);
    for (const event of events) {
      await outbox.remove(event.id);
      await outbox.remove(event.id);
    }
    expect(await waiting()).toEqual([]);
  });
});

describe("A record that is replaced", () => {
  it("has raced when its revision is no longer the one that was read", async () => {
    const team = await makeTeam(store());
    const second = { ...team, revision: 2, name: "second" };
    await store().commit(change(replace({ kind: "team", value: second })));
    const stale = store().commit(change(replace({ kind: "team", value: { ...second, name: "stale" } })));
    await expect(stale).rejects.toBeInstanceOf(Raced);
    expect(await store().stores.team(team.slug)).toEqual(second);
  });

  it("has raced when it is gone", async () => {
    const attempt = store().commit(
      change(replace({ kind: "team", value: { ...fresh.team(), revision: 2 } })),
    );
    await expect(attempt).rejects.toBeInstanceOf(Raced);
  });

  it("keeps its counters, also when the same change counts on it", async () => {
    const team = await makeTeam(store());
    await store().commit(change(countConsumers(team.slug, 1)));
    const renamed = { ...team, revision: 2, name: "renamed" };
    await store().commit(change(replace({ kind: "team", value: renamed }), countConsumers(team.slug, 1)));
    expect(await store().item(teamKey(team.slug))).toMatchObject({ consumers: 2, services: 0, revision: 2 });
    expect(await store().stores.team(team.slug)).toEqual(renamed);
  });

  it("says which part failed when it is replaced and counted on at once", async () => {
    const team = await makeTeam(store());
    const renamed = { ...team, revision: 2, name: "renamed" };
    const full = store().commit(
      change(replace({ kind: "team", value: renamed }), countConsumers(team.slug, 1, 0)),
    );
    await expect(full).rejects.toBe(limit);
    const stale = { ...team, revision: 7 };
    const raced = store().commit(
      change(replace({ kind: "team", value: stale }), countConsumers(team.slug, 1, 0)),
    );
    await expect(raced).rejects.toBeInstanceOf(Raced);
  });
});
