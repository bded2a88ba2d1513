import { join } from "node:path";
import type { PutEvents } from "@latchkey/aws/bus/event-bridge";
import { type AwsJsonEndpoint, startAwsJsonEndpoint } from "../aws-json/aws-json-endpoint.ts";
import { matchesPattern } from "../event-pattern/event-pattern.ts";
import type { BusEvent } from "./bus-event.ts";
import { type DeadLetter, keepDeadLetter } from "./dead-letter-file.ts";
import { type BusRule, startDeliveries } from "./deliver-events.ts";
import { type DeliveryJournal, openDeliveryJournal } from "./delivery-journal.ts";
import { maxRequestBytes, readEntries } from "./put-events.ts";

export type BusEndpoint = AwsJsonEndpoint & {
  /** What a request with this body is answered. @throws AwsJsonError */
  putEvents(input: unknown): Promise<PutEventsAnswer>;
  /** How many events a rule's target has not taken yet; those that wait to be tried again are not among them. */
  waiting(rule: string): number;
};

export type BusEndpointOptions = {
  /** `bus.jsonl` and `bus-dead-letters.jsonl` are kept here. */
  dataDirectory: string;
  accessKeyId: string;
  /** Entries for another bus are refused; entries that name none go to `default`. */
  busName: string;
  rules: readonly BusRule[];
  /** Milliseconds since the epoch, for the time of events that come without one. */
  now(): number;
  newId(): string;
  onDeadLetter(letter: DeadLetter): void;
  onError(error: unknown): void;
  region?: string;
  account?: string;
  random?: () => number;
  /** EventBridge's own: 185 attempts within 24 hours. */
  maxAttempts?: number;
  maxAgeMs?: number;
  targetTimeoutMs?: number;
  /** Events that may wait for their targets; more are refused, so that a dead target cannot fill the memory. */
  maxOutstanding?: number;
};

/**
 * EventBridge's PutEvents with rules and targets. An event is on the disk before PutEvents answers, and is
 * then delivered to the target of every rule that matches it, at least once, in no order, also after a crash;
 * what is given up goes to the dead-letter file.
 * @throws Error when two rules have one name: a delivery could not be told from the other's.
 */
export const startBusEndpoint = async (options: BusEndpointOptions): Promise<BusEndpoint> => {
  const { dataDirectory, rules, maxOutstanding = 20_000 } = options;
  if (new Set(rules.map(({ name }) => name)).size < rules.length)
    throw new Error("Two rules have the same name.");
  const journal = await openDeliveryJournal(join(dataDirectory, "bus.jsonl"));
  const deliveries = startDeliveries({
    rules,
    settle: journal.settle,
    async giveUp(letter) {
      await keepDeadLetter(join(dataDirectory, "bus-dead-letters.jsonl"), letter);
      options.onDeadLetter(letter);
    },
    onError: options.onError,
    random: options.random ?? Math.random,
    maxAttempts: options.maxAttempts ?? 185,
    maxAgeMs: options.maxAgeMs ?? 24 * 3600 * 1000,
    targetTimeoutMs: options.targetTimeoutMs ?? 60_000,
  });
  const putEvents = async (input: unknown): Promise<PutEventsAnswer> => {
    const results = readEntries(input, {
      region: "us-east-1",
      account: "000000000000",
      ...options,
      name: options.busName,
    });
    const events = results.flatMap((result) => ("event" in result ? result.event : []));
    if (journal.count() + events.length > maxOutstanding) return throttled(results.length);
    deliveries.add(await accept(events, rules, journal));
    return {
      FailedEntryCount: results.length - events.length,
      Entries: results.map((result) => ("event" in result ? { EventId: result.event.id } : result)),
    };
  };
  const endpoint = await startAwsJsonEndpoint({
    targetPrefix: "AWSEvents",
    accessKeyId: options.accessKeyId,
    // A detail is text inside JSON: every quote and every control character of it grows.
    maxBodyBytes: 6 * maxRequestBytes + 64 * 1024,
    onError: options.onError,
    operations: { PutEvents: putEvents },
  });
  deliveries.add(journal.outstanding());
  return {
    url: endpoint.url,
    putEvents,
    waiting: deliveries.waiting,
    async stop() {
      await endpoint.stop();
      await deliveries.stop();
      await journal.close();
    },
  };
};

interface PutEventsAnswer {
  FailedEntryCount: number;
  Entries: ({ EventId: string } | { EventId?: undefined; ErrorCode: string; ErrorMessage: string })[];
}

/** For the relay of the same process: past the SDK, HTTP and a signature that is not verified here. */
export const putEventsInProcess =
  ({ putEvents }: Pick<BusEndpoint, "putEvents">): PutEvents =>
  ({ Entries }) =>
    putEvents({ Entries: Entries.map((entry) => ({ ...entry, Time: entry.Time.getTime() / 1000 })) });

/** What no rule matches is gone at once, as on EventBridge without an archive. */
const accept = async (events: readonly BusEvent[], rules: readonly BusRule[], journal: DeliveryJournal) => {
  const acceptedAt = Date.now();
  const matched = events
    .map((event) => ({
      event,
      rules: rules.filter(({ pattern }) => matchesPattern(pattern, event)).map(({ name }) => name),
    }))
    .filter((each) => each.rules.length > 0);
  if (matched.length > 0) await journal.accept(matched, acceptedAt);
  return matched.flatMap(({ event, rules: names }) => names.map((rule) => ({ event, rule, acceptedAt })));
};

const throttled = (count: number): PutEventsAnswer => {
  const refusal = {
    ErrorCode: "ThrottlingException",
    ErrorMessage: "Too many events wait for their targets.",
  };
  return { FailedEntryCount: count, Entries: Array.from({ length: count }, () => refusal) };
};
