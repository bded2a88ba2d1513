import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AwsJsonEndpoint } from "../aws-json/aws-json-endpoint.ts";
import { parseEventPattern } from "../event-pattern/parse-event-pattern.ts";
import { type BusEndpointOptions, startBusEndpoint } from "./bus-endpoint.ts";
import type { BusEvent } from "./bus-event.ts";
import type { BusRule } from "./deliver-events.ts";

let dataDirectory: string;
let buses: AwsJsonEndpoint[];
let client: EventBridgeClient;

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "latchkey-bus-"));
  buses = [];
});
afterEach(async () => {
  client?.destroy();
  await Promise.all(buses.map((bus) => bus.stop().catch(() => undefined)));
  await rm(dataDirectory, { recursive: true, force: true });
});

async function start(rules: BusRule[], options: Partial<BusEndpointOptions> = {}) {
  const onDeadLetter = vi.fn();
  const bus = await startBusEndpoint({
    dataDirectory,
    accessKeyId: "run-key",
    busName: "latchkey",
    rules,
    now: () => Date.UTC(2026, 10, 22, 17, 0, 1, 234),
    newId: randomUUID,
    random: () => 0.5,
    onDeadLetter,
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  buses.push(bus);
  client = new EventBridgeClient({
    endpoint: bus.url,
    region: "us-east-1",
    credentials: { accessKeyId: "run-key", secretAccessKey: "any" },
  });
  return { bus, onDeadLetter };
}

const entry = (more: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  EventBusName: "latchkey",
  Source: "latchkey",
  DetailType: "subscription.requested",
  Detail: JSON.stringify({ id: "evt_1", team: "demo" }),
  ...more,
});
/** A target that hangs. */
const never = () => new Promise<never>(() => undefined);
const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));

/** A rule for subscription events whose target notes them. */
function mailRule(target: (event: BusEvent) => Promise<unknown> = async () => {}) {
  const seen: BusEvent[] = [];
  const rule: BusRule = {
    name: "mail",
    pattern: parseEventPattern({ source: ["latchkey"], "detail-type": [{ prefix: "subscription." }] }),
    target: async (event) => {
      await target(event);
      seen.push(event);
    },
  };
  return { rule, seen };
}

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

describe("a bus that starts again", () => {
  it("delivers what was not taken, and nothing that was", async () => {
    const taken = mailRule();
    const { bus } = await start([
      taken.rule,
      { ...mailRule(() => Promise.reject(new Error("down"))).rule, name: "down" },
    ]);
    await put(entry());
    await expect.poll(() => taken.seen).toHaveLength(1);
    await bus.stop();
    const [again, up] = [mailRule(), mailRule()];
    await start([again.rule, { ...up.rule, name: "down" }]);
    await expect.poll(() => up.seen).toEqual(taken.seen);
    expect(again.seen).toEqual([]);
  });

  it("keeps as a dead letter what waits for a rule that is gone", async () => {
    const { bus } = await start([mailRule(() => Promise.reject(new Error("down"))).rule]);
    await put(entry());
    await bus.stop();
    const { onDeadLetter } = await start([]);
    await expect.poll(() => onDeadLetter).toHaveBeenCalledWith(expect.objectContaining({ rule: "mail" }));
  });

  it("stops although a target hangs", async () => {
    const { bus } = await start([mailRule(never).rule]);
    await put(entry());
    await bus.stop();
    await expect(put(entry())).rejects.toThrow("ECONNREFUSED");
  });

  it("has every event that was acknowledged before a kill -9", async () => {
    const script = new URL("./bus-publisher.fixture.ts", import.meta.url).pathname;
    const publisher = spawn(process.execPath, [script, dataDirectory], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(publisher, "exit");
    const acknowledged: string[] = [];
    for await (const id of createInterface(publisher.stdout)) {
      acknowledged.push(id);
      if (acknowledged.length === 50) publisher.kill("SIGKILL");
    }
    await exited;
    const mail = mailRule();
    await start([{ ...mail.rule, pattern: { source: ["latchkey"] } }]);
    await expect.poll(() => mail.seen.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThanOrEqual(50);
  });
});
