import { isAwsError } from "@latchkey/aws/aws-error";
import type { DynamoDBRecord } from "aws-lambda";
import type { Shard, StreamCalls } from "./stream-calls.ts";
import { closed, type StreamPosition } from "./stream-position.ts";

/** All shards of the stream, oldest first. */
export const listShards = async (calls: StreamCalls, StreamArn: string): Promise<Shard[]> => {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await calls.describeStream({
      StreamArn,
      ...(ExclusiveStartShardId && { ExclusiveStartShardId }),
    });
    shards.push(...(StreamDescription?.Shards ?? []));
    ExclusiveStartShardId = StreamDescription?.LastEvaluatedShardId;
  } while (ExclusiveStartShardId !== undefined);
  return shards;
};

/**
 * The shards to read now. A child holds later changes of the same items, so it waits for its parent's end; a
 * parent that is no longer listed has been trimmed.
 */
export const readableShards = (shards: readonly Shard[], position: StreamPosition): string[] => {
  const open = new Set(
    shards.flatMap(({ ShardId }) => ShardId ?? []).filter((id) => position.shards[id] !== closed),
  );
  return shards.flatMap(({ ShardId, ParentShardId }) =>
    ShardId !== undefined && open.has(ShardId) && !(ParentShardId !== undefined && open.has(ParentShardId))
      ? ShardId
      : [],
  );
};

export type Page = { records: readonly DynamoDBRecord[]; next: string | undefined };

/**
 * The page at `iterator`, or the one behind sequence number `after` when there is no iterator or it has
 * expired. Records that were trimmed meanwhile cannot be had from anybody: then the oldest there are.
 */
export const readPage = async (
  calls: StreamCalls,
  shard: { streamArn: string; shardId: string; after: string | undefined; iterator: string | undefined },
): Promise<Page> => {
  try {
    return await getRecords(calls, shard.iterator ?? (await getIterator(calls, shard)));
  } catch (error) {
    if (isAwsError(error, "ExpiredIteratorException"))
      return readPage(calls, { ...shard, iterator: undefined });
    const trimmed = isAwsError(error, "TrimmedDataAccessException") && shard.after !== undefined;
    if (trimmed) return readPage(calls, { ...shard, iterator: undefined, after: undefined });
    throw error;
  }
};

const getRecords = async (calls: StreamCalls, ShardIterator: string): Promise<Page> => {
  const { Records, NextShardIterator } = await calls.getRecords({ ShardIterator });
  return { records: Records ?? [], next: NextShardIterator };
};

const getIterator = async (
  calls: StreamCalls,
  { streamArn, shardId, after }: { streamArn: string; shardId: string; after: string | undefined },
): Promise<string> => {
  const { ShardIterator } = await calls.getShardIterator({
    StreamArn: streamArn,
    ShardId: shardId,
    ...(after === undefined
      ? { ShardIteratorType: "TRIM_HORIZON" }
      : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after }),
  });
  if (ShardIterator === undefined) throw new Error(`The shard ${shardId} gave no iterator.`);
  return ShardIterator;
};
