import { Raced, Unavailable } from "@latchkey/core/outage";
import type { PlatformWrite } from "@latchkey/core/platform/records";
import { Refusal } from "@latchkey/core/refusal";
import type { Team } from "@latchkey/core/team/team";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  consumerKey,
  pointerKey,
  serviceIdKey,
  serviceKey,
  suspendedTeamsKey,
  teamKey,
} from "../dynamo/keys.ts";
import { outboxTable } from "../stores/outbox-table.ts";
import { freePort, testClient } from "../testing/dynamodb-for-tests.ts";
import {
  aConsumer,
  aCredential,
  aMember,
  aService,
  aTeam,
  change,
  create,
  replace,
} from "../testing/records.ts";
import { startTestStore, type TestStore } from "../testing/store-for-tests.ts";
import { startWire } from "../testing/wire.ts";

let store: TestStore;
beforeAll(async () => {
  store = await startTestStore();
});
afterAll(() => store.stop());

const limit = new Refusal("limit-reached", "limit");
const notEmpty = new Refusal("not-empty", "not empty");

const countConsumers = (slug: string, by: 1 | -1, most?: number): PlatformWrite => ({
  write: "count",
  counter: { of: "team", slug, what: "consumers" },
  by,
  ...(most === undefined ? {} : { most }),
  otherwise: limit,
});

const makeTeam = async (): Promise<Team> => {
  const team = aTeam();
  await store.commit(change(create({ kind: "team", value: team })));
  return team;
};

describe("A change", () => {
  it("whose one write is refused leaves nothing behind: no record, no claim, no event", async () => {
    const team = await makeTeam();
    const consumer = aConsumer(team.slug);
    const attempt = store.commit({
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
    expect(await store.stores.consumer(consumer.id)).toBeUndefined();
    expect(await store.item(pointerKey("all-or-nothing"))).toBeUndefined();
    const outbox = outboxTable(store);
    const waiting = await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 100)));
    expect(waiting.flat().filter((event) => event.actor === "nobody-at-all")).toEqual([]);
  });

  it("is told the refusal of the first write that failed, though a later one failed too", async () => {
    const team = await makeTeam();
    const first = new Refusal("limit-reached", "first");
    const second = new Refusal("name-taken", "second");
    const full: PlatformWrite = {
      write: "count",
      counter: { of: "team", slug: team.slug, what: "consumers" },
      by: 1,
      most: 0,
      otherwise: first,
    };
    const again = create({ kind: "team", value: aTeam({ slug: team.slug }) }, second);
    const other = create({ kind: "team", value: await makeTeam() }, second);
    await expect(store.commit(change(full, other))).rejects.toBe(first);
    await expect(store.commit(change(other, full))).rejects.toBe(second);
    await expect(store.commit(change(again))).rejects.toBe(second);
  });

  it("of more items than a transaction holds is a bug, not a refusal", async () => {
    const team = await makeTeam();
    const writes = Array.from({ length: 101 }, (_, index) =>
      create({ kind: "member", value: aMember(team.slug, `m${index}@example.com`) }),
    );
    await expect(store.commit(change(...writes))).rejects.toThrow("too large");
    expect(await store.stores.members(team.slug)).toEqual([]);
  });

  it("writes each of its events into the outbox once, oldest first, until they are removed", async () => {
    const outbox = outboxTable(store);
    const team = aTeam();
    await store.commit({
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

describe("A hundred racing creates of one name", () => {
  it("let exactly one win, and tell the others that it is taken", async () => {
    const teams = Array.from({ length: 100 }, () => aTeam({ slug: "contested" }));
    const outcomes = await Promise.allSettled(
      teams.map((team) => store.commit(change(create({ kind: "team", value: team })))),
    );
    const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
    expect(won).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "name-taken" });
    const winner = outcomes.findIndex((outcome) => outcome.status === "fulfilled");
    expect((await store.stores.team("contested"))?.id).toBe(teams[winner]?.id);
  });

  it("let exactly one win a consumer's name in its team, and count only that one", async () => {
    const team = await makeTeam();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => {
        const consumer = aConsumer(team.slug, { name: "robot" });
        return store.commit(
          change(
            {
              write: "claim",
              name: { kind: "consumer-name", team: team.slug, name: "robot" },
              holder: consumer.id,
            },
            countConsumers(team.slug, 1),
            create({ kind: "consumer", value: consumer }),
          ),
        );
      }),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(await store.item(teamKey(team.slug))).toMatchObject({ consumers: 1 });
    expect((await store.stores.consumersOf(team.slug, { limit: 10 })).items).toHaveLength(1);
  });
});

describe("A record that is replaced", () => {
  it("has raced when its revision is no longer the one that was read", async () => {
    const team = await makeTeam();
    const second = { ...team, revision: 2, name: "second" };
    await store.commit(change(replace({ kind: "team", value: second })));
    const stale = store.commit(change(replace({ kind: "team", value: { ...second, name: "stale" } })));
    await expect(stale).rejects.toBeInstanceOf(Raced);
    expect(await store.stores.team(team.slug)).toEqual(second);
  });

  it("has raced when it is gone", async () => {
    const attempt = store.commit(change(replace({ kind: "team", value: { ...aTeam(), revision: 2 } })));
    await expect(attempt).rejects.toBeInstanceOf(Raced);
  });

  it("keeps its counters, also when the same change counts on it", async () => {
    const team = await makeTeam();
    await store.commit(change(countConsumers(team.slug, 1)));
    const renamed = { ...team, revision: 2, name: "renamed" };
    await store.commit(change(replace({ kind: "team", value: renamed }), countConsumers(team.slug, 1)));
    expect(await store.item(teamKey(team.slug))).toMatchObject({ consumers: 2, services: 0, revision: 2 });
    expect(await store.stores.team(team.slug)).toEqual(renamed);
  });

  it("says which part failed when it is replaced and counted on at once", async () => {
    const team = await makeTeam();
    const renamed = { ...team, revision: 2, name: "renamed" };
    const full = store.commit(
      change(replace({ kind: "team", value: renamed }), countConsumers(team.slug, 1, 0)),
    );
    await expect(full).rejects.toBe(limit);
    const stale = { ...team, revision: 7 };
    const raced = store.commit(
      change(replace({ kind: "team", value: stale }), countConsumers(team.slug, 1, 0)),
    );
    await expect(raced).rejects.toBeInstanceOf(Raced);
  });
});

describe("A counter", () => {
  it("never passes its bound, however many count at once", async () => {
    const team = await makeTeam();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, () => store.commit(change(countConsumers(team.slug, 1, 5)))),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(5);
    expect(await store.item(teamKey(team.slug))).toMatchObject({ consumers: 5 });
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toBe(limit);
  });

  it("never goes below nothing", async () => {
    const team = await makeTeam();
    await expect(store.commit(change(countConsumers(team.slug, -1)))).rejects.toBe(limit);
    expect(await store.item(teamKey(team.slug))).toMatchObject({ consumers: 0 });
  });

  it("sums what one change counts on it", async () => {
    const team = await makeTeam();
    const thrice = [1, 2, 3].map(() => countConsumers(team.slug, 1, 2));
    await expect(store.commit(change(...thrice))).rejects.toBe(limit);
    await store.commit(change(...thrice.slice(1)));
    expect(await store.item(teamKey(team.slug))).toMatchObject({ consumers: 2 });
    await store.commit(change(countConsumers(team.slug, 1, 2), countConsumers(team.slug, -1)));
    expect(await store.item(teamKey(team.slug))).toMatchObject({ consumers: 2 });
  });

  it("of a record that is not there has raced: its counter read it a moment ago", async () => {
    await expect(store.commit(change(countConsumers("nowhere", 1, 10)))).rejects.toBeInstanceOf(Raced);
    expect(await store.item(teamKey("nowhere"))).toBeUndefined();
  });

  it("of a consumer that is being deleted takes nothing new, and still counts down", async () => {
    const consumer = aConsumer("acme");
    const count = (by: 1 | -1): PlatformWrite => ({
      write: "count",
      counter: { of: "consumer", id: consumer.id, what: "credentials" },
      by,
      otherwise: limit,
    });
    await store.commit(change(create({ kind: "consumer", value: consumer }), count(1)));
    const deleted = { ...consumer, status: "deleted" as const, revision: 2 };
    await store.commit(change(replace({ kind: "consumer", value: deleted })));
    await expect(store.commit(change(count(1)))).rejects.toBeInstanceOf(Raced);
    await store.commit(change(count(-1)));
    expect(await store.item(consumerKey(consumer.id))).toMatchObject({ credentials: 0 });
    expect((await store.stores.consumersOf("acme", { limit: 10 })).items).toEqual([]);
  });
});

describe("An erased record", () => {
  const erase = (team: Team, tombstone = true): PlatformWrite => ({
    write: "erase",
    record: { kind: "team", value: team },
    tombstone,
    empty: { otherwise: notEmpty },
  });

  it("stays while anything is counted on it", async () => {
    const team = await makeTeam();
    await store.commit(change(countConsumers(team.slug, 1)));
    await expect(store.commit(change(erase(team)))).rejects.toBe(notEmpty);
    await store.commit(change(countConsumers(team.slug, -1)));
    await store.commit(change(erase(team)));
    expect(await store.stores.team(team.slug)).toBeUndefined();
  });

  it("has raced when it was changed since it was read, empty or not", async () => {
    const team = await makeTeam();
    await store.commit(change(replace({ kind: "team", value: { ...team, revision: 2 } })));
    await expect(store.commit(change(erase(team)))).rejects.toBeInstanceOf(Raced);
  });

  it("leaves its slug taken for ever, is in no list, and cannot be counted on", async () => {
    const team = await makeTeam();
    await store.commit(change(erase(team)));
    const again = store.commit(change(create({ kind: "team", value: aTeam({ slug: team.slug }) })));
    await expect(again).rejects.toMatchObject({ code: "name-taken" });
    const all = await store.stores.teams({ limit: 200 });
    expect(all.items.map((each) => each.slug)).not.toContain(team.slug);
    await expect(store.commit(change(countConsumers(team.slug, 1)))).rejects.toBeInstanceOf(Raced);
    await expect(
      store.commit(change(replace({ kind: "team", value: { ...team, revision: 2 } }))),
    ).rejects.toBeInstanceOf(Raced);
  });

  it("of a service leaves its slug taken and its id unknown", async () => {
    const service = aService("acme", { openapi: "{}" });
    await store.commit(change(create({ kind: "service", value: service })));
    await store.commit(
      change({
        write: "erase",
        record: { kind: "service", value: service },
        tombstone: true,
        empty: { otherwise: notEmpty },
      }),
    );
    expect(await store.stores.service(service.slug)).toBeUndefined();
    expect(await store.stores.serviceById(service.id)).toBeUndefined();
    expect(await store.item(serviceIdKey(service.id))).toBeUndefined();
    expect(await store.partition(serviceKey(service.slug).pk)).toEqual([
      { ...serviceKey(service.slug), by: expect.anything(), erased: true, revision: 1, living: 0 },
    ]);
    const again = aService("acme", { slug: service.slug });
    await expect(store.commit(change(create({ kind: "service", value: again })))).rejects.toMatchObject({
      code: "name-taken",
    });
  });

  it("without a tombstone is free to be made again", async () => {
    const team = await makeTeam();
    const member = aMember(team.slug, "ana@example.com");
    await store.commit(change(create({ kind: "member", value: member })));
    await store.commit(
      change({ write: "erase", record: { kind: "member", value: member }, tombstone: false }),
    );
    expect(await store.stores.member(team.slug, "ana@example.com")).toBeUndefined();
    await store.commit(change(create({ kind: "member", value: aMember(team.slug, "ana@example.com") })));
  });

  it("may be erased and counted down by one change, on two different items", async () => {
    const consumer = aConsumer("acme");
    const credential = aCredential(consumer.id);
    const count = (by: 1 | -1): PlatformWrite => ({
      write: "count",
      counter: { of: "consumer", id: consumer.id, what: "credentials" },
      by,
      otherwise: limit,
    });
    await store.commit(
      change(
        create({ kind: "consumer", value: consumer }),
        create({ kind: "credential", value: credential }),
        count(1),
      ),
    );
    await store.commit(
      change(
        { write: "erase", record: { kind: "credential", value: credential }, tombstone: false },
        count(-1),
      ),
    );
    expect(await store.item(consumerKey(consumer.id))).toMatchObject({ credentials: 0 });
    expect(await store.stores.credential(consumer.id, credential.id)).toBeUndefined();
  });
});

describe("A claimed name", () => {
  const claim = (value: string): PlatformWrite => ({
    write: "claim",
    name: { kind: "user-name", value },
    holder: "con_1/crd_1",
  });

  it("is held once until it is released", async () => {
    await store.commit(change(claim("pointer")));
    await expect(store.commit(change(claim("pointer")))).rejects.toMatchObject({ code: "credential-taken" });
    await store.commit(change({ write: "release", name: { kind: "user-name", value: "pointer" } }));
    await store.commit(change(claim("pointer")));
  });

  it("may be far longer than a key of DynamoDB", async () => {
    const long = "x".repeat(10_000);
    await store.commit(change(claim(long)));
    await expect(store.commit(change(claim(long)))).rejects.toMatchObject({ code: "credential-taken" });
  });
});

describe("Suspended teams", () => {
  it("are a set that each change adds to or takes from", async () => {
    const suspend = (team: string, suspended: boolean) =>
      store.commit(change({ write: "suspend-team", team, suspended }));
    await suspend("one", true);
    await suspend("two", true);
    await suspend("two", true);
    await suspend("one", false);
    expect(await store.item(suspendedTeamsKey)).toMatchObject({ teams: new Set(["two"]) });
  });
});

describe("A change under faults", () => {
  const transaction = (code: string) => ({
    status: 400,
    body: {
      __type: "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
      message: "Transaction cancelled",
      CancellationReasons: [{ Code: code }],
    },
  });
  const throttled = {
    status: 400,
    body: { __type: "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException" },
  };

  it("waits and tries again when it meets another transaction", async () => {
    const wire = await startWire(store.endpoint);
    const client = testClient(wire.endpoint);
    wire.faults.push(transaction("TransactionConflict"), transaction("TransactionConflict"));
    const team = aTeam();
    await store.commitWith({ client })(change(create({ kind: "team", value: team })));
    expect(wire.operations).toEqual(Array(3).fill("TransactWriteItems"));
    expect(await store.stores.team(team.slug)).toEqual(team);
    await wire.stop();
  });

  it("happens once when its first answer is lost on the way", async () => {
    const wire = await startWire(store.endpoint);
    wire.faults.push("lost");
    const team = aTeam();
    await store.commitWith({ client: testClient(wire.endpoint) })(
      change(create({ kind: "team", value: team })),
    );
    expect(wire.operations).toHaveLength(2);
    expect(await store.stores.team(team.slug)).toEqual(team);
    await wire.stop();
  });

  it("has raced when it keeps meeting other transactions", async () => {
    const wire = await startWire(store.endpoint);
    wire.faults.push(...Array(10).fill(transaction("TransactionConflict")));
    const commit = store.commitWith({ client: testClient(wire.endpoint) });
    await expect(commit(change(create({ kind: "team", value: aTeam() })))).rejects.toBeInstanceOf(Raced);
    expect(wire.operations).toHaveLength(4);
    await wire.stop();
  });

  it.each([
    ["throttled", throttled],
    ["throttled inside the transaction", transaction("ThrottlingError")],
    ["answered with a fault of the service", { status: 500, body: { __type: "InternalServerError" } }],
    ["cut off", "cut" as const],
  ])("is unavailable when it is %s each time", async (_name, fault) => {
    const wire = await startWire(store.endpoint);
    wire.faults.push(...Array(10).fill(fault));
    const commit = store.commitWith({ client: testClient(wire.endpoint) });
    await expect(commit(change(create({ kind: "team", value: aTeam() })))).rejects.toBeInstanceOf(
      Unavailable,
    );
    await wire.stop();
  });

  it("is unavailable when nothing listens, or nothing answers in time", async () => {
    const refused = testClient(`http://127.0.0.1:${await freePort()}`);
    const attempt = store.commitWith({ client: refused })(change(create({ kind: "team", value: aTeam() })));
    await expect(attempt).rejects.toBeInstanceOf(Unavailable);
    const wire = await startWire(store.endpoint);
    wire.faults.push("silence");
    const impatient = { maxAttempts: 1, requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true } };
    const silent = store.commitWith({ client: testClient(wire.endpoint, impatient) });
    await expect(silent(change(create({ kind: "team", value: aTeam() })))).rejects.toBeInstanceOf(
      Unavailable,
    );
    await wire.stop();
  });

  it("that is malformed stays the bug that it is", async () => {
    const wire = await startWire(store.endpoint);
    wire.faults.push({ status: 400, body: { __type: "com.amazon.coral.validate#ValidationException" } });
    const commit = store.commitWith({ client: testClient(wire.endpoint) });
    await expect(commit(change(create({ kind: "team", value: aTeam() })))).rejects.toMatchObject({
      name: "ValidationException",
    });
    await wire.stop();
  });
});
