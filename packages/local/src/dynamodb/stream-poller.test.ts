import { readFile, writeFile } from "node:fs/promises";
import { DeleteItemCommand, DeleteTableCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ensureTable } from "./ensure-table.ts";
import {
  key,
  type PolledTable,
  positionPathOf,
  startPolledTable,
  TableName,
  table,
} from "./polled-table.fixture.ts";
import type { StreamCalls } from "./stream-calls.ts";
import type { StreamPollerOptions } from "./stream-poller.ts";
import { startTemporaryEngine } from "./temporary-engine.ts";

let polled: PolledTable;
let poll: PolledTable["poll"];
let put: PolledTable["put"];
beforeEach(async () => {
  polled = await startPolledTable();
  ({ poll, put } = polled);
});
afterEach(() => polled.stop());

describe("a poller of a table's stream", () => {
  it("hands on what the filter matches, as Lambda would, and nothing else", async () => {
    const events: DynamoDBRecord[] = [];
    poll({ handler: async ({ Records }) => void events.push(...Records) });
    await put("team", "team");
    await put("event", "outbox", {
      seal: { B: new Uint8Array([0, 255]) },
      tags: { L: [{ N: "1" }, { NULL: true }] },
    });
    await polled.engine().client.send(new DeleteItemCommand({ TableName, Key: { pk: { S: "event" } } }));
    await put("last");
    await expect.poll(() => events.map(key)).toEqual(["event", "last"]);
    expect(events[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      eventSourceARN: expect.stringContaining("/stream/"),
      dynamodb: {
        ApproximateCreationDateTime: expect.any(Number),
        SequenceNumber: expect.any(String),
        Keys: { pk: { S: "event" } },
        NewImage: { seal: { B: "AP8=" }, tags: { L: [{ N: "1" }, { NULL: true }] } },
      },
    });
  });

  it("hands on an insert with the next page that it reads", async () => {
    let pages = 0;
    const { streams } = polled.engine();
    const counted: StreamCalls = {
      ...streams,
      getRecords: (input) => {
        pages += 1;
        return streams.getRecords(input);
      },
    };
    const seen: number[] = [];
    poll({ streams: counted, handler: async () => void seen.push(pages) });
    await put("warm-up");
    await expect.poll(() => seen).toHaveLength(1);
    await put("next");
    const before = pages;
    await expect.poll(() => seen).toHaveLength(2);
    expect(seen[1]).toBeLessThanOrEqual(before + 1);
  });

  it("gives each record an id that no record of another engine's table has", async () => {
    await using other = await startTemporaryEngine();
    await ensureTable(other.client, { table });
    const ids: (string | undefined)[] = [];
    const handler: StreamPollerOptions["handler"] = async ({ Records }) =>
      void ids.push(...Records.map(({ eventID }) => eventID));
    poll({ handler });
    poll({ handler, table: other.client, streams: other.streams, positionPath: positionPathOf(other) });
    const item = { TableName, Item: { pk: { S: "one" }, kind: { S: "outbox" } } };
    for (const { client } of [polled.engine(), other]) await client.send(new PutItemCommand(item));
    await expect.poll(() => ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
    await polled.stopPollers();
  });

  it("batches what has piled up", async () => {
    await Promise.all(Array.from({ length: 25 }, (_, n) => put(`${n}`)));
    const sizes: number[] = [];
    poll({ batchSize: 10, handler: async ({ Records }) => void sizes.push(Records.length) });
    await expect.poll(() => sizes).toEqual([10, 10, 5]);
  });

  it("brings a failed record again, and what came before it not", async () => {
    const calls: string[][] = [];
    await put("a");
    await put("b");
    const { onFailure } = poll({
      handler: async ({ Records }) => {
        calls.push(Records.map(key));
        const failed = calls.length === 1 ? Records.filter((record) => key(record) === "b") : [];
        return { batchItemFailures: failed.map((r) => ({ itemIdentifier: r.dynamodb?.SequenceNumber })) };
      },
    });
    await expect.poll(() => calls).toEqual([["a", "b"], ["b"]]);
    expect(onFailure).not.toHaveBeenCalled();
  });

  it("gives up a record after its retries and goes on behind it", async () => {
    const seen: string[] = [];
    await put("poison");
    await put("good");
    const { onFailure } = poll({
      maximumRetryAttempts: 1,
      handler: async ({ Records }) => {
        if (Records.some((record) => key(record) === "poison")) throw new Error("broken");
        seen.push(...Records.map(key));
      },
    });
    await expect.poll(() => seen).toEqual(["good"]);
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ attempts: 2, records: [expect.objectContaining({ eventName: "INSERT" })] }),
    );
  });
});

describe("a poller that starts again", () => {
  it("goes on behind what was handled, with what was written meanwhile, engine restarted", async () => {
    const first = poll();
    await put("before");
    await expect.poll(() => first.seen).toEqual(["before"]);
    await first.poller.stop();
    await put("meanwhile");
    await polled.stopEngine();

    await polled.startEngineAgain();
    const second = poll();
    await put("after");
    await expect.poll(() => second.seen).toEqual(["meanwhile", "after"]);
  });

  it("brings a batch again that was not finished, and does not wait for it to stop", async () => {
    const broken = vi.fn(() => Promise.reject(new Error("bus is down")));
    const stuck = poll({ handler: broken });
    await put("unsent");
    await expect.poll(() => broken).toHaveBeenCalled();
    await stuck.poller.stop();
    const calls = broken.mock.calls.length;
    const next = poll();
    await expect.poll(() => next.seen).toEqual(["unsent"]);
    expect(broken.mock.calls).toHaveLength(calls);
  });

  it.each([
    ["cannot be read", async (path: string) => writeFile(path, '{"streamArn":')],
    [
      "belongs to another stream",
      async (path: string) => {
        const position = JSON.parse(await readFile(path, "utf8"));
        await writeFile(path, JSON.stringify({ ...position, streamArn: "arn:another" }));
      },
    ],
  ])("begins at the oldest record when its position %s", async (_name, spoil) => {
    const first = poll();
    await put("a");
    await expect.poll(() => first.seen).toEqual(["a"]);
    await first.poller.stop();
    await spoil(positionPathOf(polled.engine()));
    const second = poll();
    await expect.poll(() => second.seen).toEqual(["a"]);
  });

  it("reports a table that is gone, and follows it when it is back", async () => {
    await polled.engine().client.send(new DeleteTableCommand({ TableName }));
    const { seen, onError } = poll();
    await expect.poll(() => onError).toHaveBeenCalled();
    await ensureTable(polled.engine().client, { table });
    await put("back");
    await expect.poll(() => seen).toEqual(["back"]);
  });
});
