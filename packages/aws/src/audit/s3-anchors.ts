import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { AnchorStore } from "@latchkey/core/audit/audit-store";
import { answered } from "../unavailable.ts";
import { parseAnchor } from "./parse-anchor.ts";

const PREFIX = "audit-heads/";
const DAY_MS = 86_400_000;
/** How far back the last anchor is looked for. */
const MOST_DAYS = 400;

/**
 * Anchors in a bucket with Object Lock, one object a day. Its default retention keeps them; nobody with access to the
 * table alone can take one away, and an object that is there is not written over.
 */
export const s3Anchors = (bucket: string, now: () => number, client = new S3Client({})): AnchorStore => ({
  keep: async (day, anchor) => {
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: `${PREFIX}${day}.json`,
      Body: JSON.stringify(anchor),
      ContentType: "application/json",
      IfNoneMatch: "*",
      ChecksumAlgorithm: "SHA256",
    });
    try {
      await answered("S3", client.send(put));
    } catch (error) {
      if (!(error instanceof Error && error.name === "PreconditionFailed")) throw error;
    }
  },
  latest: async () => {
    const oldest = new Date(now() - MOST_DAYS * DAY_MS).toISOString().slice(0, 10);
    const list = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: PREFIX,
      StartAfter: `${PREFIX}${oldest}`,
    });
    // Keys sort by day, and an answer holds 1,000 of them.
    const key = (await answered("S3", client.send(list))).Contents?.at(-1)?.Key;
    if (key === undefined) return undefined;
    const { Body } = await answered("S3", client.send(new GetObjectCommand({ Bucket: bucket, Key: key })));
    return Body && parseAnchor(await Body.transformToString());
  },
});
