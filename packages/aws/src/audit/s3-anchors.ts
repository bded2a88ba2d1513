import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import type { AnchorStore } from "@latchkey/core/audit/audit-store";
import { putOnce } from "../put-once.ts";
import { answered } from "../unavailable.ts";
import { parseAnchor } from "./parse-anchor.ts";

const PREFIX = "audit-heads/";
/** How far back the last anchor is looked for, the nearest first: on most days one request answers. Hours. */
const LOOK_BACK_HOURS = [2, 48, 400 * 24];
const HOUR_MS = 3_600_000;

/**
 * Anchors in a bucket with Object Lock, one object for each slot. The bucket's default retention keeps them: access to the
 * table alone does not suffice to remove an anchor, and an existing object is not overwritten.
 */
export const s3Anchors = (bucket: string, now: () => number, client = new S3Client({})): AnchorStore => ({
  keep: (slot, anchor) =>
    putOnce(client, {
      Bucket: bucket,
      Key: `${PREFIX}${slot}.json`,
      Body: JSON.stringify(anchor),
      ContentType: "application/json",
    }),
  latest: async () => {
    let key: string | undefined;
    for (const hours of LOOK_BACK_HOURS) {
      key = await lastKey(client, bucket, new Date(now() - hours * HOUR_MS).toISOString());
      if (key !== undefined) break;
    }
    if (key === undefined) return undefined;
    const { Body } = await answered("S3", client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
    return Body && parseAnchor(await Body.transformToString());
  },
});

/** Keys sort by time, those of whole days, as earlier releases kept them, among them. */
const lastKey = async (client: S3Client, bucket: string, after: string): Promise<string | undefined> => {
  let last: string | undefined;
  let token: string | undefined;
  do {
    const page = await answered(
      "S3",
      client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: PREFIX,
          StartAfter: `${PREFIX}${after.slice(0, 16).replace(":", "-")}`,
          ContinuationToken: token,
        }),
      ),
    );
    last = page.Contents?.at(-1)?.Key ?? last;
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return last;
};
