import { once } from "node:events";
import { createServer } from "node:http";
import { S3Client } from "@aws-sdk/client-s3";
import { Unavailable } from "@latchkey/core/outage";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type FailedBatches, failedBatchBucket } from "./failed-batch-bucket.ts";

/** Lambda's own names of them. */
const FOLDER = "aws/lambda/async/latchkey-prod-ingest/2026/03/05";
const batch = { awslogs: { data: "x".repeat(600_000) } };
const objects = new Map<string, string>();

/** As much of S3 as is asked for: a page of one key at a time, so that a bucket has several. */
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://s3");
  const key = decodeURIComponent(pathname.replace(/^\/failures\/?/, ""));
  if (pathname.startsWith("/closed")) return response.writeHead(503).end();
  if (request.method === "DELETE") {
    objects.delete(key);
    return response.writeHead(204).end();
  }
  if (key !== "") {
    const held = objects.get(key);
    if (held !== undefined) return response.writeHead(200).end(held);
    return response.writeHead(404).end("<Error><Code>NoSuchKey</Code></Error>");
  }
  const after = Number(searchParams.get("continuation-token") ?? 0);
  const keys = [...objects.keys()];
  const contents = keys
    .slice(after, after + 1)
    .map(
      (each) =>
        `<Contents><Key>${each}</Key><LastModified>2026-03-05T12:00:00.000Z</LastModified></Contents>`,
    );
  const more = after + 1 < keys.length;
  const next = more ? `<NextContinuationToken>${after + 1}</NextContinuationToken>` : "";
  return response
    .writeHead(200, { "Content-Type": "application/xml" })
    .end(
      `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`,
    );
});

let client: S3Client;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = new S3Client({
    endpoint: `http://127.0.0.1:${Object(server.address()).port}`,
    region: "eu-central-1",
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
});
afterAll(async () => {
  client.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const allOf = async (failed: FailedBatches): Promise<{ key: string; failedAt: number }[]> => {
  const found: { key: string; failedAt: number }[] = [];
  for await (const each of failed.list()) found.push(each);
  return found;
};

it("holds whole what a function was invoked with, page by page, until it is removed", async () => {
  const record = { requestContext: { condition: "RetriesExhausted" }, requestPayload: batch };
  for (const name of ["one", "two", "three"]) objects.set(`${FOLDER}/${name}`, JSON.stringify(record));
  const failed = failedBatchBucket("failures", client);
  const listed = await allOf(failed);
  expect(listed).toEqual(
    ["one", "two", "three"].map((name) => ({
      key: `${FOLDER}/${name}`,
      failedAt: Date.parse("2026-03-05T12:00:00Z"),
    })),
  );
  expect(await failed.read(`${FOLDER}/two`)).toEqual(batch);
  await failed.remove(`${FOLDER}/two`);
  expect(await failed.read(`${FOLDER}/two`)).toBeUndefined();
  expect((await allOf(failed)).map(({ key }) => key)).toEqual([`${FOLDER}/one`, `${FOLDER}/three`]);
});

it("is told to be unavailable when S3 is", async () => {
  await expect(failedBatchBucket("closed", client).read("x")).rejects.toThrow(Unavailable);
});
