import { Raced } from "@latchkey/core/outage";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import type { Team } from "@latchkey/core/team/team";
import { change, create, replace } from "@latchkey/core/testing/changes";
import { fresh } from "@latchkey/core/testing/fresh-records";
import { describe, expect, it } from "vitest";
import { consumerKey, serviceIdKey, serviceKey } from "../dynamo/keys.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { countConsumers, limit, makeTeam, notEmpty } from "./commit.fixture.ts";

const store = testStore(testClient);

describe("An erased record", () => {
  const erase = (team: Team, tombstone = true): PlatformWrite => ({
    write: "erase",
    record: { kind: "team", value: team },
    tombstone,
    empty: { otherwise: notEmpty },
  });

  it("stays while anything is counted on it", async () => {
    const team = await makeTeam(store());
    await store().commit(change(countConsumers(team.slug, 1)));
    await expect(store().commit(change(erase(team)))).rejects.toBe(notEmpty);
    await store().commit(change(countConsumers(team.slug, -1)));
    await store().commit(change(erase(team)));
    expect(await store().stores.team(team.slug)).toBeUndefined();
  });

  it("has raced when it was changed since it was read, empty or not", async () => {
    const team = await makeTeam(store());
    await store().commit(change(replace({ kind: "team", value: { ...team, revision: 2 } })));
    await expect(store().commit(change(erase(team)))).rejects.toBeInstanceOf(Raced);
  });

  it("leaves its slug taken for ever, is in no list, and takes no more counts", async () => {
    const team = await makeTeam(store());
    await store().commit(change(erase(team)));
    const again = store().keep({ team: fresh.team({ slug: team.slug }) });
    await expect(again).rejects.toMatchObject({ code: "name-taken" });
    const all = await store().stores.teams({ limit: 200 });
    expect(all.items.map((each) => each.slug)).not.toContain(team.slug);
    await expect(store().commit(change(countConsumers(team.slug, 1)))).rejects.toBeInstanceOf(Raced);
    await expect(
      store().commit(change(replace({ kind: "team", value: { ...team, revision: 2 } }))),
    ).rejects.toBeInstanceOf(Raced);
  });

  it("of a service leaves its slug taken and its id unknown", async () => {
    const service = fresh.service("acme", { openapi: "{}" });
    await store().keep({ service });
    await store().commit(
      change({
        write: "erase",
        record: { kind: "service", value: service },
        tombstone: true,
        empty: { otherwise: notEmpty },
      }),
    );
    expect(await store().stores.service(service.slug)).toBeUndefined();
    expect(await store().stores.serviceById(service.id)).toBeUndefined();
    expect(await store().item(serviceIdKey(service.id))).toBeUndefined();
    expect(await store().partition(serviceKey(service.slug).pk)).toEqual([
      { ...serviceKey(service.slug), by: expect.anything(), erased: true, revision: 1, living: 0 },
    ]);
    const again = fresh.service("acme", { slug: service.slug });
    await expect(store().keep({ service: again })).rejects.toMatchObject({
      code: "name-taken",
    });
  });

  it("without a tombstone is free to be made again", async () => {
    const team = await makeTeam(store());
    const member = fresh.member(team.slug, "ana@example.com");
    await store().keep({ member });
    await store().commit(
      change({ write: "erase", record: { kind: "member", value: member }, tombstone: false }),
    );
    expect(await store().stores.member(team.slug, "ana@example.com")).toBeUndefined();
    await store().keep({ member: fresh.member(team.slug, "ana@example.com") });
  });

  it("may be erased and counted down by one change, on two different items", async () => {
    const consumer = fresh.consumer("acme");
    const credential = fresh.credential(consumer.id);
    const count = (by: 1 | -1): PlatformWrite => ({
      write: "count",
      counter: { of: "consumer", id: consumer.id, what: "credentials" },
      by,
      otherwise: limit,
    });
    await store().commit(
      change(
        create({ kind: "consumer", value: consumer }),
        create({ kind: "credential", value: credential }),
        count(1),
      ),
    );
    await store().commit(
      change(
        { write: "erase", record: { kind: "credential", value: credential }, tombstone: false },
        count(-1),
      ),
    );
    expect(await store().item(consumerKey(consumer.id))).toMatchObject({ credentials: 0 });
    expect(await store().stores.credential(consumer.id, credential.id)).toBeUndefined();
  });
});
