import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from "@aws-sdk/client-s3";
import * as z from "zod/mini";
import { answered } from "../unavailable.ts";

/** What Lambda leaves of an asynchronous invocation that failed to the end (Lambda Developer Guide, "Capturing records of asynchronous invocations"). */
const InvocationRecord = z.object({ requestPayload: z.unknown() });

/** What one function has given up: a whole invocation in each object, however large it is. */
export interface FailedBatches {
  /** Oldest days first. `failedAt` in milliseconds since the epoch. */
  list(): AsyncIterable<{ key: string; failedAt: number }>;
  /** With what the function was invoked; undefined when the object is gone. */
  read(key: string): Promise<unknown>;
  remove(key: string): Promise<void>;
}

export const failedBatchBucket = (Bucket: string, client = new S3Client({})): FailedBatches => ({
  async *list() {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }))
      for (const { Key, LastModified } of Contents)
        if (Key !== undefined) yield { key: Key, failedAt: LastModified?.getTime() ?? 0 };
  },
  read: async (Key) => {
    try {
      const { Body } = await answered("S3", client.send(new GetObjectCommand({ Bucket, Key })));
      return Body && InvocationRecord.parse(JSON.parse(await Body.transformToString())).requestPayload;
    } catch (error) {
      if (error instanceof Error && error.name === "NoSuchKey") return undefined;
      throw error;
    }
  },
  remove: async (Key) => {
    await answered("S3", client.send(new DeleteObjectCommand({ Bucket, Key })));
  },
});
