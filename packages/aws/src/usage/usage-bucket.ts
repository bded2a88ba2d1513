import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { UsageSink } from "@latchkey/core/usage/usage-sink";
import { answered } from "../unavailable.ts";
import { eventLines } from "./usage-file.ts";

/** An object of JSON lines for each unit, `YYYY-MM-DD/HH-….jsonl`. What is there is not written over. */
export const usageBucket = (Bucket: string, client = new S3Client({})): UsageSink => ({
  write: async ({ day, name }, events) => {
    const put = new PutObjectCommand({
      Bucket,
      Key: `${day}/${name}.jsonl`,
      Body: eventLines(events),
      ContentType: "application/x-ndjson",
      IfNoneMatch: "*",
      ChecksumAlgorithm: "SHA256",
    });
    try {
      await answered("S3", client.send(put));
    } catch (error) {
      if (!(error instanceof Error && error.name === "PreconditionFailed")) throw error;
    }
  },
});
