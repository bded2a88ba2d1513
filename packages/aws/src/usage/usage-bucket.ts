import { S3Client } from "@aws-sdk/client-s3";
import type { UsageSink } from "@latchkey/core/usage/usage-sink";
import { putOnce } from "../put-once.ts";
import { eventLines } from "./usage-file.ts";

/** An object of JSON lines for each unit, `YYYY-MM-DD/HH-….jsonl`. What is there is not written over. */
export const usageBucket = (Bucket: string, client = new S3Client({})): UsageSink => ({
  write: ({ day, name }, events) =>
    putOnce(client, {
      Bucket,
      Key: `${day}/${name}.jsonl`,
      Body: eventLines(events),
      ContentType: "application/x-ndjson",
    }),
});
