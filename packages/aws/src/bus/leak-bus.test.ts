import type { LeakReport } from "@latchkey/core/leak/leak-report";
import { Unavailable } from "@latchkey/core/outage";
import { describe, expect, it } from "vitest";
import type { Wire } from "../testing/wire.ts";
import { leakBus } from "./leak-bus.ts";
import { ownWire } from "./wire.fixture.ts";

const { wire, client } = ownWire();

const bus = () => leakBus(client(), "latchkey-test", { source: "latchkey.leaks", type: "reported" });

const reports = (count: number): LeakReport[] =>
  Array.from({ length: count }, (_, index) => ({
    at: "2026-03-01T12:00:00.000Z",
    values: [{ sha256: String(index).padStart(64, "0") }],
  }));
const taken = (FailedEntryCount?: number) => ({ status: 200, body: { FailedEntryCount, Entries: [] } });

describe("Reports of leaks", () => {
  it("are all handed over, by ten", async () => {
    wire().faults.push(taken(0), taken(0), taken(0));
    await bus().put(reports(23));
    const entries = wire().bodies.flatMap((body) => JSON.parse(body).Entries);
    expect(entries.map(({ Detail }) => JSON.parse(Detail))).toEqual(reports(23));
    expect(entries[0]).toMatchObject({
      EventBusName: "latchkey-test",
      Source: "latchkey.leaks",
      DetailType: "reported",
    });
  });

  it.each([
    ["is cut off", ["cut"]],
    ["is throttled", [{ status: 400, body: { __type: "ThrottlingException" } }]],
    ["fails by itself", [{ status: 500, body: { __type: "InternalException" } }]],
    ["takes all but one", [taken(1)]],
    ["does not say how many it took", [taken()]],
    ["takes a first part alone", [taken(0), "cut"]],
  ] satisfies [string, Wire["faults"]][])("are not known to be kept when the bus %s", async (_, faults) => {
    wire().faults.push(...faults);
    await expect(bus().put(reports(12))).rejects.toBeInstanceOf(Unavailable);
  });
});
