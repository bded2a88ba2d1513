import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { afterEach, beforeEach, vi } from "vitest";
import type { AwsJsonEndpoint } from "../aws-json/aws-json-endpoint.ts";
import { parseEventPattern } from "../event-pattern/parse-event-pattern.ts";
import { type BusEndpointOptions, startBusEndpoint } from "./bus-endpoint.ts";
import type { BusEvent } from "./bus-event.ts";
import type { BusRule } from "./deliver-events.ts";

export let dataDirectory: string;
export let buses: AwsJsonEndpoint[];
export let client: EventBridgeClient;

export const start = async (rules: BusRule[], options: Partial<BusEndpointOptions> = {}) => {
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
};

export const entry = (more: PutEventsRequestEntry = {}): PutEventsRequestEntry => ({
  EventBusName: "latchkey",
  Source: "latchkey",
  DetailType: "subscription.requested",
  Detail: JSON.stringify({ id: "evt_1", team: "demo" }),
  ...more,
});

/** A target that hangs. */
export const never = () => new Promise<never>(() => undefined);

export const put = (...Entries: PutEventsRequestEntry[]) => client.send(new PutEventsCommand({ Entries }));

/** A rule for subscription events whose target notes them. */
export const mailRule = (target: (event: BusEvent) => Promise<unknown> = async () => {}) => {
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
};

/** A folder for the buses of each test, which end with it. */
export const withBuses = () => {
  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), "latchkey-bus-"));
    buses = [];
  });
  afterEach(async () => {
    client?.destroy();
    await Promise.all(buses.map((bus) => bus.stop().catch(() => undefined)));
    await rm(dataDirectory, { recursive: true, force: true });
  });
};
