import { outboxKey } from "@latchkey/aws/dynamo/keys";
import { outboxTable } from "@latchkey/aws/stores/outbox-table";
import { streamImage } from "@latchkey/aws/testing/stream-image";
import { testStore } from "@latchkey/aws/testing/test-store";
import type { DomainEvent } from "@latchkey/core/event/event";
import { Unavailable } from "@latchkey/core/outage";
import { change } from "@latchkey/core/testing/changes";
import { NOW } from "@latchkey/core/testing/records";
import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, it } from "vitest";
import type { Measure } from "../composition/metrics.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { createRelay } from "./create-relay.ts";
import { createSweep } from "./create-sweep.ts";

const store = testStore();

const waiting = async (): Promise<DomainEvent[]> => {
  const outbox = outboxTable(store());
  return (await Promise.all(outbox.shards.map((shard) => outbox.waiting(shard, 1000)))).flat();
};

/** Writes facts as a use case does and answers their events, which wait in the outbox then. */
const happen = async (count: number): Promise<DomainEvent[]> => {
  const before = new Set((await waiting()).map((event) => event.id));
  const events = Array.from({ length: count }, () => ({
    type: "team.suspended" as const,
    actor: "root",
    team: "acme",
  }));
  await store().commit({ ...change(), events });
  return (await waiting()).filter((event) => !before.has(event.id));
};

/** The record that the table's stream brings for an event: every attribute with its type. */
const recordOf = (event: DomainEvent, sequenceNumber: string): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: {
    SequenceNumber: sequenceNumber,
    Keys: streamImage(outboxKey(event.id)),
    NewImage: streamImage({ ...outboxKey(event.id), event }),
  },
});

/** A bus that takes everything but the events it is told to refuse. */
const busWithout = (...refused: string[]) => {
  const taken: DomainEvent[] = [];
  return {
    taken,
    publish: async (events: readonly DomainEvent[]) => {
      taken.push(...events.filter((event) => !refused.includes(event.id)));
      return events.map((event) => event.id).filter((id) => refused.includes(id));
    },
  };
};

const deadBus = { publish: () => Promise.reject(new Unavailable("EventBridge did not answer.")) };

const relayTo = (bus: Parameters<typeof createRelay>[0]["bus"]) =>
  createRelay({ bus, remove: (id) => outboxTable(store()).remove(id), log: quietLog });

const measured: string[][] = [];
const sweepTo = (bus: Parameters<typeof createRelay>[0]["bus"], now: number) => {
  const outbox = outboxTable(store());
  const measure: Measure = (_at, metrics) =>
    measured.push(metrics.map(({ name, value }) => `${name} ${value}`));
  return createSweep({
    bus,
    outbox,
    remove: (id) => outbox.remove(id),
    log: quietLog,
    now: () => now,
    measure,
  });
};

describe("The relay, given a batch of the stream", () => {
  it("puts every event on the bus as it was written and empties the outbox", async () => {
    const events = await happen(3);
    const bus = busWithout();
    const Records = events.map((event, index) => recordOf(event, `${index}`));
    await expect(relayTo(bus)({ Records })).resolves.toEqual({ batchItemFailures: [] });
    expect(bus.taken).toEqual(events);
    expect(await waiting()).toEqual([]);
  });

  it("reads every field that an event may have, whatever its type in the table", async () => {
    const event: Required<DomainEvent> = {
      id: "evt_1",
      type: "subscription.approved",
      at: "2026-01-01T00:00:00.000Z",
      actor: "root",
      team: "acme",
      consumer: "con_1",
      service: "echo",
      subscription: "sub_1",
      application: 2,
      credential: "crd_1",
      credentialName: "first",
      reason: "Welcome.",
      member: "pat@example.com",
      role: "owner",
      origin: "https://example.com",
      formerTeam: "globex",
      offeredTo: "acme",
      announcement: "ann_1",
      about: "evt_0",
      cursor: "next",
    };
    const bus = busWithout();
    expect(await relayTo(bus)({ Records: [recordOf(event, "1")] })).toEqual({ batchItemFailures: [] });
    expect(bus.taken).toEqual([event]);
  });

  it("names the records that the bus did not take, and keeps only those in the outbox", async () => {
    const [first, second, third] = await happen(3);
    if (!first || !second || !third) throw new Error("Three events were written.");
    const Records = [recordOf(first, "1"), recordOf(second, "2"), recordOf(third, "3")];
    const answer = await relayTo(busWithout(second.id))({ Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "2" }] });
    expect(await waiting()).toEqual([second]);
    await expect(relayTo(busWithout())({ Records })).resolves.toEqual({ batchItemFailures: [] });
    expect(await waiting()).toEqual([]);
  });

  it("loses nothing while the bus is down", async () => {
    const events = await happen(2);
    const Records = events.map((event, index) => recordOf(event, `${index}`));
    const answer = await relayTo(deadBus)({ Records });
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: "0" }, { itemIdentifier: "1" }]);
    expect(await waiting()).toEqual(events);
    await relayTo(busWithout())({ Records });
  });

  it("fails a record that holds no event without holding up the others", async () => {
    const [event] = await happen(1);
    if (!event) throw new Error("One event was written.");
    const bus = busWithout();
    const broken = { eventName: "INSERT", dynamodb: { SequenceNumber: "9", NewImage: {} } } as const;
    const answer = await relayTo(bus)({ Records: [broken, recordOf(event, "10")] });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: "9" }] });
    expect(bus.taken).toEqual([event]);
  });

  it("counts an event as sent when only its removal failed: the sweep sends it once more", async () => {
    const [event] = await happen(1);
    if (!event) throw new Error("One event was written.");
    const relay = createRelay({
      bus: busWithout(),
      remove: () => Promise.reject(new Unavailable("DynamoDB did not answer.")),
      log: quietLog,
    });
    expect(await relay({ Records: [recordOf(event, "1")] })).toEqual({ batchItemFailures: [] });
    const bus = busWithout();
    await sweepTo(bus, NOW + 61_000)();
    expect(bus.taken).toEqual([event]);
    expect(await waiting()).toEqual([]);
  });
});

describe("The sweep", () => {
  it("leaves alone what is still on its way, and sends what is older than a minute", async () => {
    const events = await happen(4);
    const bus = busWithout();
    expect(await sweepTo(bus, NOW + 59_000)()).toEqual({ sent: 0 });
    expect(bus.taken).toEqual([]);
    expect(await sweepTo(bus, NOW + 60_000)()).toEqual({ sent: 4 });
    expect(new Set(bus.taken.map((event) => event.id))).toEqual(new Set(events.map((event) => event.id)));
    expect(await waiting()).toEqual([]);
  });

  it("tries every shard although the bus refuses, and says that it failed", async () => {
    const events = await happen(6);
    const [refused] = events;
    const bus = busWithout(refused?.id ?? "");
    await expect(sweepTo(bus, NOW + 60_000)()).rejects.toThrow("still in the outbox");
    expect(bus.taken).toHaveLength(5);
    expect(await waiting()).toEqual([refused]);
    await sweepTo(busWithout(), NOW + 60_000)();
  });

  it("tells how much it found late and how old it was, and that it found nothing", async () => {
    await happen(3);
    measured.length = 0;
    await sweepTo(busWithout(), NOW + 59_000)();
    await sweepTo(busWithout(), NOW + 720_000)();
    await sweepTo(busWithout(), NOW + 720_000)();
    expect(measured).toEqual([
      ["OutboxLate 0", "OutboxOldestSeconds 0"],
      ["OutboxLate 3", "OutboxOldestSeconds 720"],
      ["OutboxLate 0", "OutboxOldestSeconds 0"],
    ]);
  });
});
