import { createEngineService, type EngineOptions } from "@latchkey/aws/dynamo/engine-client";
import type { DynamoDBRecord } from "aws-lambda";

/** A part of a stream; a child begins where its parent ends. */
export interface Shard {
  ShardId?: string;
  ParentShardId?: string;
}

/** Amazon DynamoDB Streams (API Reference), with answers as JSON has them: so Lambda hands records on. */
export interface StreamCalls {
  describeStream(input: { StreamArn: string; ExclusiveStartShardId?: string }): Promise<{
    StreamDescription?: { Shards?: readonly Shard[]; LastEvaluatedShardId?: string };
  }>;
  getShardIterator(input: {
    StreamArn: string;
    ShardId: string;
    ShardIteratorType: "TRIM_HORIZON" | "AFTER_SEQUENCE_NUMBER";
    SequenceNumber?: string;
  }): Promise<{ ShardIterator?: string }>;
  getRecords(input: { ShardIterator: string }): Promise<{
    Records?: readonly DynamoDBRecord[];
    NextShardIterator?: string;
  }>;
}

const STREAMS = {
  name: { host: "streams.dynamodb", scope: "dynamodb", variable: "DYNAMODB_STREAMS" },
  contentType: "application/x-amz-json-1.0",
  target: "DynamoDBStreams_20120810",
  mostBytes: 64 * 1024 * 1024,
};

/** @throws AwsFault by the names of the SDK's exceptions */
export const streamCalls = (options: EngineOptions & { endpoint: string }): StreamCalls => {
  const call = createEngineService(STREAMS, options);
  return {
    describeStream: (input) => call("DescribeStream", input),
    getShardIterator: (input) => call("GetShardIterator", input),
    getRecords: (input) => call("GetRecords", input),
  };
};
