import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { UsageEvent } from "@latchkey/core/usage/usage-event";
import { describe, expect, it } from "vitest";
import { eventually } from "../support/management.ts";
import { ownLatchkey } from "../support/own-latchkey.ts";

const { latchkey, root, make } = ownLatchkey({ LATCHKEY_SEED: "demo" });

const moveClock = async (offsetSeconds: number): Promise<void> => {
  const moved = await fetch(`${latchkey().control}/_local/clock`, {
    method: "PUT",
    body: JSON.stringify({ offsetSeconds }),
  });
  expect(moved.ok).toBe(true);
};

const folder = () => join(latchkey().data, "usage-export");

const eventsOf = async (consumer: string): Promise<UsageEvent[]> => {
  const names = (await readdir(folder()).catch(() => [])).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder(), name), "utf8")));
  const events: UsageEvent[] = texts.flatMap((text, index) =>
    text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const event = JSON.parse(line);
        expect(names[index]).toBe(`${event.data.from.slice(0, 10)}.jsonl`);
        return event;
      }),
  );
  return events.filter(({ subject }) => subject === consumer);
};

/** Calls by operation, whichever hours they were in. */
const callsOf = (figures: readonly { operation?: string; calls: number }[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { operation = "", calls } of figures) sums[operation] = (sums[operation] ?? 0) + calls;
  return sums;
};
const CALLS = { "DELETE /orders/{id}": 1, getOrder: 3, other: 2 };

describe("usage that can be billed", () => {
  it("is in a file for each day when its hour is over, by operation, with what usage says in all", async () => {
    const openapi = {
      openapi: "3.1.0",
      info: { title: "Echo", version: "1" },
      paths: {
        "/orders/{id}": { get: { operationId: "getOrder" }, delete: {} },
      },
    };
    expect(await root("PATCH", "/v1/services/echo", { openapi })).toMatchObject({ status: 200 });
    const consumer = await make.consumer("apps");
    const { secret } = await make.credential(consumer);
    await make.subscription(consumer, "echo", { plan: "free" });
    await make.plugin(consumer, "rate-limit", { count: 5, periodSeconds: 60 });
    const call = (method: string, path: string) =>
      fetch(`${latchkey().gateway}/echo${path}`, { method, headers: { "X-API-Key": secret.apiKey } });
    for (const [method, path] of [
      ["GET", "/orders/17"],
      ["HEAD", "/orders/18"],
      ["DELETE", "/orders/17"],
      ["GET", "/elsewhere"],
      ["GET", "/elsewhere"],
    ] as const)
      expect((await call(method, path)).status).toBe(200);
    expect((await call("GET", "/orders/19")).status).toBe(429);

    const usage = (more: string) => root("GET", `/v1/usage?consumer=${consumer.id}&${more}`);
    const grouped = await eventually(
      () => usage("groupBy=operation"),
      ({ body }) => body.items.reduce((sum: number, { calls }: { calls: number }) => sum + calls, 0) === 6,
    );
    expect(callsOf(grouped.body.items)).toEqual(CALLS);
    const [first] = grouped.body.items;
    expect(first).toMatchObject({ id: first.operation, costUsd: 0 });
    const only = await usage("operation=getOrder&groupBy=operation");
    expect(callsOf(only.body.items)).toEqual({ getOrder: 3 });
    const models = await usage("groupBy=model");
    expect(models.body.items[0]).toMatchObject({ id: "none", model: "none" });

    await moveClock(2 * 3600);
    const events = await eventually(
      () => eventsOf(consumer.id),
      (found) => found.reduce((sum, { data }) => sum + data.calls, 0) === 6,
    );
    expect(callsOf(events.map(({ data }) => data))).toEqual(CALLS);
    expect(events[0]).toMatchObject({
      specversion: "1.0",
      type: "latchkey.usage",
      source: latchkey().control,
      time: events[0]?.data.from,
      data: { consumer: consumer.id, service: "echo" },
    });
    // Rolled up by now, and the same.
    expect((await usage("groupBy=operation")).body.items).toEqual(grouped.body.items);
    // Another run writes nothing again.
    await moveClock(3 * 3600);
    expect(await eventsOf(consumer.id)).toEqual(events);
  });
});
