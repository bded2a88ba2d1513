import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataDirectory, entry, mailRule, never, put, start, withBuses } from "./bus-endpoint.fixture.ts";
import { putEventsInProcess } from "./bus-endpoint.ts";
import type { BusEvent } from "./bus-event.ts";

withBuses();

describe("PutEvents", () => {
  it("refuses more than 10 entries, and more than 256 KiB", async () => {
    await start([mailRule().rule]);
    const invalid = expect.objectContaining({ name: "ValidationException" });
    await expect(put(...Array.from({ length: 11 }, () => entry()))).rejects.toEqual(invalid);
    const big = entry({ Detail: JSON.stringify({ text: "x".repeat(128 * 1024) }) });
    await expect(put(big, big)).rejects.toEqual(invalid);
  });

  it("fails single entries and takes the rest, answering in their order", async () => {
    const { rule, seen } = mailRule();
    await start([rule]);
    const answer = await put(
      entry(),
      entry({ Detail: "[1]" }),
      entry({ Source: undefined }),
      entry({ EventBusName: "another" }),
      entry({ EventBusName: "arn:aws:events:us-east-1:000000000000:event-bus/latchkey" }),
    );
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries?.map(({ EventId, ErrorCode }) => ErrorCode ?? typeof EventId)).toEqual([
      "string",
      "MalformedDetail",
      "InvalidArgument",
      "ResourceNotFoundException",
      "string",
    ]);
    await expect.poll(() => seen).toHaveLength(2);
  });

  it("takes the same without HTTP, for the relay of its process: a time as seconds, refusals of entries in their order", async () => {
    const { rule, seen } = mailRule();
    const { bus } = await start([rule]);
    const Time = new Date("2026-03-01T12:00:00.500Z");
    const given = (Detail: string) => ({
      EventBusName: "latchkey",
      Source: "latchkey",
      DetailType: "subscription.requested",
      Time,
      Detail,
    });
    const answer = await putEventsInProcess(bus)({ Entries: [given("[1]"), given('{"id":"evt_1"}')] });
    expect(answer.Entries?.map(({ EventId }) => typeof EventId)).toEqual(["undefined", "string"]);
    await expect.poll(() => seen).toMatchObject([{ time: "2026-03-01T12:00:00Z", detail: { id: "evt_1" } }]);
  });

  it("throttles when too much waits for its targets", async () => {
    await start([mailRule(never).rule], { maxOutstanding: 1 });
    await put(entry());
    expect(await put(entry())).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: "ThrottlingException" }],
    });
  });

  it("does not start with two rules of one name", async () => {
    await expect(start([mailRule().rule, mailRule().rule])).rejects.toThrow("same name");
  });
});

describe("an event on the bus", () => {
  it("reaches the target of every rule that matches it, in EventBridge's envelope", async () => {
    const mail = mailRule();
    const audit = { ...mailRule(), seen: [] as BusEvent[] };
    await start([
      mail.rule,
      {
        ...audit.rule,
        name: "audit",
        pattern: { source: ["latchkey"] },
        target: async (e) => void audit.seen.push(e),
      },
    ]);
    const { Entries } = await put(
      entry(),
      entry({ DetailType: "team.suspended", Time: new Date(1_800_000_000_000) }),
    );
    await expect.poll(() => audit.seen).toHaveLength(2);
    expect(mail.seen).toEqual([
      {
        version: "0",
        id: Entries?.[0]?.EventId,
        "detail-type": "subscription.requested",
        source: "latchkey",
        account: "000000000000",
        time: "2026-11-22T17:00:01Z",
        region: "us-east-1",
        resources: [],
        detail: { id: "evt_1", team: "demo" },
      },
    ]);
    expect(audit.seen[1]?.time).toBe("2027-01-15T08:00:00Z");
  });

  it("comes again, soon, to a target that failed, and once to one that did not", async () => {
    let failures = 2;
    const mail = mailRule(async () => {
      if (failures-- > 0) throw new Error("smtp is down");
    });
    const other = mailRule();
    await start([mail.rule, { ...other.rule, name: "other" }]);
    await put(entry());
    await expect.poll(() => mail.seen).toHaveLength(1);
    expect(other.seen).toHaveLength(1);
  });

  it("is given up after the last attempt, and kept", async () => {
    const { rule } = mailRule(() => Promise.reject(new Error("always")));
    const { bus, onDeadLetter } = await start([rule], { maxAttempts: 2 });
    const { Entries } = await put(entry());
    await expect.poll(() => onDeadLetter).toHaveBeenCalledOnce();
    const path = join(dataDirectory, "bus-dead-letters.jsonl");
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
      event: { id: Entries?.[0]?.EventId },
      rule: "mail",
      attempts: 2,
      error: "always",
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await bus.stop();
    const after = mailRule();
    await start([after.rule]);
    const next = await put(entry());
    await expect.poll(() => after.seen).toHaveLength(1);
    expect(after.seen[0]?.id).toBe(next.Entries?.[0]?.EventId);
  });

  it("is given up by age too, and so is one whose target hangs", async () => {
    const { rule } = mailRule(never);
    const { onDeadLetter } = await start([rule], { maxAgeMs: 0, targetTimeoutMs: 20 });
    await put(entry());
    await expect
      .poll(() => onDeadLetter)
      .toHaveBeenCalledWith(expect.objectContaining({ attempts: 1, error: "No answer within 20 ms." }));
  });

  it("waits when its target is busy", async () => {
    let running = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    const { rule, seen } = mailRule(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
    });
    await start([{ ...rule, concurrency: 3 }]);
    await put(...Array.from({ length: 10 }, () => entry()));
    for (let left = 10; left > 0; left -= 1) {
      await expect.poll(() => ends.length).toBe(Math.min(left, 3));
      ends.shift()?.();
    }
    await expect.poll(() => seen).toHaveLength(10);
    expect(most).toBe(3);
  });
});
