import type { DomainEvent } from "@latchkey/core/event/event";
import { Unavailable } from "@latchkey/core/outage";
import { describe, expect, it } from "vitest";
import { eventBridgeBus, putEventsBy } from "./event-bridge.ts";
import { ownWire } from "./wire.fixture.ts";

const { wire, client } = ownWire();

const bus = () => eventBridgeBus(putEventsBy(client()), "latchkey-test");

const event = (index: number): DomainEvent => ({
  id: `evt_${index}`,
  type: "subscription.approved",
  at: "2026-03-01T12:00:00.000Z",
  actor: "ana@example.com",
  team: "acme",
  service: "echo",
});

const taken = (count: number, ...refused: number[]) => ({
  status: 200,
  body: {
    FailedEntryCount: refused.length,
    Entries: Array.from({ length: count }, (_, index) =>
      refused.includes(index) ? { ErrorCode: "ThrottlingException" } : { EventId: `eb-${index}` },
    ),
  },
});

describe("The bus", () => {
  it("is handed an event with its type apart and ids and names in the detail", async () => {
    wire().faults.push(taken(1));
    expect(await bus().publish([event(1)])).toEqual([]);
    const [body] = wire().bodies;
    const [entry] = JSON.parse(body ?? "").Entries;
    expect(entry).toMatchObject({
      Source: "latchkey",
      DetailType: "subscription.approved",
      EventBusName: "latchkey-test",
    });
    expect(JSON.parse(entry.Detail)).toEqual({
      id: "evt_1",
      at: "2026-03-01T12:00:00.000Z",
      actor: "ana@example.com",
      team: "acme",
      service: "echo",
    });
  });

  it("takes them by ten, and tells which it did not take", async () => {
    wire().faults.push(taken(10, 3), taken(10), taken(3, 0, 2));
    const refused = await bus().publish(Array.from({ length: 23 }, (_, index) => event(index)));
    expect(refused).toEqual(["evt_3", "evt_20", "evt_22"]);
    expect(wire().operations).toEqual(["PutEvents", "PutEvents", "PutEvents"]);
  });

  it("counts what it did not answer for as not taken", async () => {
    wire().faults.push(taken(1));
    expect(await bus().publish([event(1), event(2)])).toEqual(["evt_2"]);
  });

  it("is asked nothing when there is nothing to say", async () => {
    expect(await bus().publish([])).toEqual([]);
    expect(wire().operations).toEqual([]);
  });

  it("is unavailable when it does not answer", async () => {
    wire().faults.push("cut");
    await expect(bus().publish([event(1)])).rejects.toBeInstanceOf(Unavailable);
  });
});
