import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { S3Client } from "@aws-sdk/client-s3";
import type { AnchorStore } from "@latchkey/core/audit/audit-store";
import { afterEach, describe, expect, it } from "vitest";
import { fileAnchors } from "./file-anchors.ts";
import { s3Anchors } from "./s3-anchors.ts";

const NOW = Date.parse("2026-03-05T12:00:00Z");
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** As much of S3 as is asked for: PutObject with If-None-Match, GetObject, ListObjectsV2. */
const startBucket = async () => {
  const objects = new Map<string, string>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "", "http://s3");
    const key = decodeURIComponent(url.pathname.replace(/^\/anchors\/?/, ""));
    if (request.method === "PUT") {
      const body = await text(request);
      if (request.headers["if-none-match"] === "*" && objects.has(key)) {
        response.writeHead(412).end("<Error><Code>PreconditionFailed</Code></Error>");
        return;
      }
      objects.set(key, body);
      response.writeHead(200).end();
    } else if (key === "") {
      const after = url.searchParams.get("start-after") ?? "";
      const keys = [...objects.keys()].filter((each) => each > after).sort();
      const contents = keys.map((each) => `<Contents><Key>${each}</Key></Contents>`).join("");
      response
        .writeHead(200, { "Content-Type": "application/xml" })
        .end(`<ListBucketResult>${contents}</ListBucketResult>`);
    } else response.writeHead(objects.has(key) ? 200 : 404).end(objects.get(key));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(async () => server.close());
  const client = new S3Client({
    region: "eu-west-1",
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  return s3Anchors("anchors", () => NOW, client);
};

const startFile = async () => {
  const folder = await mkdtemp(join(tmpdir(), "latchkey-"));
  stops.push(() => rm(folder, { recursive: true }));
  const path = join(folder, "audit-anchors.jsonl");
  return { path, anchors: fileAnchors(path) };
};

const anchor = (seq: number) => ({
  at: new Date(NOW).toISOString(),
  heads: { acme: { seq, hash: `k1.${seq}` } },
});

describe.each<[string, () => Promise<AnchorStore>]>([
  ["a bucket", startBucket],
  ["a file", async () => (await startFile()).anchors],
])("anchors in %s", (_where, start) => {
  it("are kept once for each slot, and never written over", async () => {
    const anchors = await start();
    expect(await anchors.latest()).toBeUndefined();
    await anchors.keep("2026-03-04", anchor(1));
    await anchors.keep("2026-03-04", anchor(9));
    expect(await anchors.latest()).toEqual(anchor(1));
  });

  it("are read from the last slot, also where earlier releases kept one a day", async () => {
    const anchors = await start();
    await anchors.keep("2026-03-03", anchor(1));
    await anchors.keep("2026-03-05T11-50", anchor(2));
    expect(await anchors.latest()).toEqual(anchor(2));
    await anchors.keep("2026-03-05T11-55", anchor(3));
    expect(await anchors.latest()).toEqual(anchor(3));
  });
});

it("a file of anchors is its owner's alone", async () => {
  const { path, anchors } = await startFile();
  await anchors.keep("2026-03-05", anchor(1));
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
