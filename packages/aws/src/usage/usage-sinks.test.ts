import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { S3Client } from "@aws-sdk/client-s3";
import { Unavailable } from "@latchkey/core/outage";
import { usageEvent } from "@latchkey/core/usage/usage-event";
import { noUsage } from "@latchkey/core/usage/usage-totals";
import { describe, expect, it, onTestFinished } from "vitest";
import { startWire } from "../testing/wire.ts";
import { usageBucket } from "./usage-bucket.ts";
import { usageBus } from "./usage-bus.ts";

const CLIENT = {
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
};
const HOUR = "2026-03-01T12:00:00.000Z";
const UNIT = { day: "2026-03-01", name: "12-0" };
const events = Array.from({ length: 23 }, (_, index) =>
  usageEvent("https://api.example.com", `${HOUR}#hour`, {
    ...noUsage(),
    ...{ hour: HOUR, consumer: `con_${index}`, team: "callers", serviceId: "svc_1", service: "echo" },
    ...{ subscription: "sub_1", credential: "crd_1", operation: "", model: "", calls: 1 },
  }),
);

describe("usage in a bucket", () => {
  /** PutObject with `If-None-Match`, as S3 answers it. */
  const startBucket = async () => {
    const objects = new Map<string, string>();
    const server = createServer(async (request, response) => {
      const key = decodeURIComponent(new URL(request.url ?? "", "http://s3").pathname);
      const body = await text(request);
      if (request.headers["if-none-match"] === "*" && objects.has(key))
        response.writeHead(412).end("<Error><Code>PreconditionFailed</Code></Error>");
      else {
        objects.set(key, body);
        response.writeHead(200).end();
      }
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = new S3Client({ ...CLIENT, endpoint, forcePathStyle: true });
    return { objects, sink: usageBucket("exports", client) };
  };

  it("is an object for each unit, which is never written over", async () => {
    const { objects, sink } = await startBucket();
    await sink.write(UNIT, events);
    await sink.write(UNIT, events.slice(0, 1));
    expect([...objects.keys()]).toEqual(["/exports/2026-03-01/12-0.jsonl"]);
    const body = objects.get("/exports/2026-03-01/12-0.jsonl") ?? "";
    // The SDK sends a checksum behind the body in chunks.
    const lines = body.split(/\r?\n/).filter((line) => line.startsWith("{"));
    expect(lines.map((line) => JSON.parse(line))).toEqual(events);
  });
});

describe("usage on the bus", () => {
  const taken = (count: number, failed = 0) => ({
    status: 200,
    body: { FailedEntryCount: failed, Entries: Array.from({ length: count }, () => ({ EventId: "e" })) },
  });
  const startBus = async () => {
    const wire = await startWire();
    onTestFinished(() => wire.stop());
    return { wire, sink: usageBus(new EventBridgeClient({ ...CLIENT, endpoint: wire.endpoint }), "bus") };
  };

  it("comes by ten, each event whole, from a source that no rule of changes listens to", async () => {
    const { wire, sink } = await startBus();
    wire.faults.push(taken(10), taken(10), taken(3));
    await sink.write(UNIT, events);
    const entries = wire.bodies.flatMap((body) => JSON.parse(body).Entries);
    expect(entries.map(({ Detail }) => JSON.parse(Detail))).toEqual(events);
    expect(entries[0]).toMatchObject({
      Source: "latchkey.usage",
      DetailType: "latchkey.usage",
      EventBusName: "bus",
    });
  });

  it.each([
    ["does not take one of them", taken(10, 1)],
    ["is away", { status: 500, body: {} }],
  ])("fails where EventBridge %s, so that the unit comes again", async (_what, answer) => {
    const { wire, sink } = await startBus();
    wire.faults.push(answer);
    await expect(sink.write(UNIT, events)).rejects.toBeInstanceOf(Unavailable);
  });
});
