import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  type _Record as StreamRecord,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import { closed, type StreamPosition } from "./stream-position.ts";

/** All shards of the stream, oldest first. */
export const listShards = async (client: DynamoDBStreamsClient, StreamArn: string): Promise<Shard[]> => {
  const shards: Shard[] = [];
  let ExclusiveStartShardId: string | undefined;
  do {
    const { StreamDescription } = await client.send(
      new DescribeStreamCommand({ StreamArn, ...(ExclusiveStartShardId && { ExclusiveStartShardId }) }),
    );
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

export type Page = { records: StreamRecord[]; next: string | undefined };

/**
 * The page at `iterator`, or the one behind sequence number `after` when there is no iterator or it has
 * expired. Records that were trimmed meanwhile cannot be had from anybody: then the oldest there are.
 */
export const readPage = async (
  client: DynamoDBStreamsClient,
  shard: { streamArn: string; shardId: string; after: string | undefined; iterator: string | undefined },
): Promise<Page> => {
  try {
    return await getRecords(client, shard.iterator ?? (await getIterator(client, shard)));
  } catch (error) {
    if (error instanceof ExpiredIteratorException) return readPage(client, { ...shard, iterator: undefined });
    const trimmed = error instanceof TrimmedDataAccessException && shard.after !== undefined;
    if (trimmed) return readPage(client, { ...shard, iterator: undefined, after: undefined });
    throw error;
  }
};

const getRecords = async (client: DynamoDBStreamsClient, ShardIterator: string): Promise<Page> => {
  const { Records, NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator }));
  return { records: Records ?? [], next: NextShardIterator };
};

const getIterator = async (
  client: DynamoDBStreamsClient,
  { streamArn, shardId, after }: { streamArn: string; shardId: string; after: string | undefined },
): Promise<string> => {
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: shardId,
      ...(after === undefined
        ? { ShardIteratorType: "TRIM_HORIZON" }
        : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after }),
    }),
  );
  if (ShardIterator === undefined) throw new Error(`The shard ${shardId} gave no iterator.`);
  return ShardIterator;
};
