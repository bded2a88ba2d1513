import { setTimeout as sleep } from "node:timers/promises";
import { DescribeTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { type EventPattern, matchesPattern } from "../event-pattern/event-pattern.ts";
import { deliverBatch, type FailedBatch } from "./deliver-batch.ts";
import { type PollPaceOptions, pause, startPollPace } from "./poll-pace.ts";
import type { StreamCalls } from "./stream-calls.ts";
import { toLambdaRecord } from "./stream-event.ts";
import { closed, loadPosition, type StreamPosition, savePosition } from "./stream-position.ts";
import { listShards, readableShards, readPage } from "./stream-shards.ts";

export type StreamPollerOptions = {
  table: DynamoDBClient;
  streams: StreamCalls;
  tableName: string;
  /** The file that keeps the position; one for each poller. */
  positionPath: string;
  /** The patterns of the mapping's `FilterCriteria`; a record is delivered when one of them matches. */
  filters: readonly EventPattern[];
  /** The stream function. It sees each record at least once, in the order of its shard. */
  handler(event: DynamoDBStreamEvent): Promise<unknown>;
  onFailure(failed: FailedBatch): Promise<void>;
  /** Trouble with reading the stream; it is tried again after a second. */
  onError(error: unknown): void;
  batchSize?: number;
  maximumRetryAttempts?: number;
  bisectBatchOnFunctionError?: boolean;
  pollEveryMs?: number;
  /** Tells of writes to the table: with it the stream is read after them, and seldom otherwise. */
  onWrite?: PollPaceOptions["onWrite"];
  idlePollEveryMs?: number;
};

export type StreamPoller = {
  /** Ends polling, lets the batch under way finish for up to a second, and keeps the position. */
  stop(): Promise<void>;
};

const defaults = {
  batchSize: 100,
  maximumRetryAttempts: 10,
  bisectBatchOnFunctionError: true,
  pollEveryMs: 100,
  idlePollEveryMs: 1_000,
};
const describeEveryMs = 30_000;
/** Writing it down for each batch would cost more than reading it. What was done since comes again after a crash. */
const saveEveryMs = 1_000;

/** Feeds a table's stream to a function as Lambda's event source mapping does. See `deliverBatch`. */
export const startStreamPoller = (given: StreamPollerOptions): StreamPoller => {
  const options = { ...defaults, ...given };
  const stopping = new AbortController();
  const running = run(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await Promise.race([running, sleep(1_000)]);
    },
  };
};

type Settings = StreamPollerOptions & typeof defaults;

const run = async (options: Settings, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      await follow(options, signal);
    } catch (error) {
      if (signal.aborted) return;
      options.onError(error);
      await pause(1_000, signal);
    }
  }
};

/** Reads until told to stop; leaves with an error when the stream cannot be read. */
const follow = async (options: Settings, signal: AbortSignal): Promise<void> => {
  const streamArn = await findStream(options);
  const position = await loadPosition(options.positionPath, streamArn);
  const iterators = new Map<string, string>();
  let shards = await listShards(options.streams, streamArn);
  let describedAt = performance.now();
  let savedAt = 0;
  let unsaved = false;
  const save = async () => {
    await savePosition(options.positionPath, position);
    savedAt = performance.now();
    unsaved = false;
  };
  const pace = startPollPace(options);
  const isDue = () => unsaved && performance.now() - savedAt >= saveEveryMs;
  const moved = async () => {
    unsaved = true;
    if (isDue()) await save();
  };

  try {
    while (!signal.aborted) {
      let idle = true;
      for (const shardId of readableShards(shards, position)) {
        const after = position.shards[shardId];
        const page = await readPage(options.streams, {
          streamArn,
          shardId,
          after,
          iterator: iterators.get(shardId),
        });
        const last = page.records.at(-1)?.dynamodb?.SequenceNumber;
        if (last !== undefined) {
          idle = false;
          // Until the page is delivered the position alone says where to go on after an error.
          iterators.delete(shardId);
          await deliverPage(page.records, { options, signal, position, shardId, moved });
          position.shards[shardId] = last;
          unsaved = true;
        }
        if (page.next !== undefined) {
          iterators.set(shardId, page.next);
        } else {
          position.shards[shardId] = closed;
          describedAt = Number.NEGATIVE_INFINITY;
          await save();
        }
      }
      if (isDue()) await save();
      if (performance.now() - describedAt >= describeEveryMs) {
        shards = await listShards(options.streams, streamArn);
        describedAt = performance.now();
        forgetTrimmed(
          position,
          shards.flatMap(({ ShardId }) => ShardId ?? []),
        );
      }
      if (idle) await pace.next(signal);
    }
  } finally {
    pace.stop();
    if (unsaved) await save();
  }
};

const deliverPage = async (
  records: readonly DynamoDBRecord[],
  at: {
    options: Settings;
    signal: AbortSignal;
    position: StreamPosition;
    shardId: string;
    /** Told after each step of the position. */
    moved(): Promise<void>;
  },
): Promise<void> => {
  const { options, signal, position, shardId } = at;
  const wanted = records
    .map((record) => toLambdaRecord(record, position.streamArn))
    .filter((record) => isWanted(record, options.filters));
  for (let start = 0; start < wanted.length; start += options.batchSize) {
    signal.throwIfAborted();
    await deliverBatch(wanted.slice(start, start + options.batchSize), {
      ...options,
      invoke: (batch) => options.handler({ Records: [...batch] }),
      onProgress: async (last) => {
        const sequenceNumber = last.dynamodb?.SequenceNumber;
        if (sequenceNumber === undefined) return;
        position.shards[shardId] = sequenceNumber;
        await at.moved();
      },
      backOff: async (retry) => {
        await pause(Math.min(100 * 2 ** (retry - 1), 5_000), signal);
        signal.throwIfAborted();
      },
    });
  }
};

const isWanted = (record: DynamoDBRecord, filters: readonly EventPattern[]): boolean =>
  filters.length === 0 || filters.some((pattern) => matchesPattern(pattern, record));

const forgetTrimmed = (position: StreamPosition, listed: readonly string[]): void => {
  for (const shardId of Object.keys(position.shards)) {
    if (!listed.includes(shardId)) delete position.shards[shardId];
  }
};

const findStream = async ({ table, tableName }: Settings): Promise<string> => {
  const { Table } = await table.send(new DescribeTableCommand({ TableName: tableName }));
  if (Table?.LatestStreamArn === undefined) throw new Error(`The table ${tableName} has no stream.`);
  return Table.LatestStreamArn;
};
