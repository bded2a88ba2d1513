import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { edgeFunction } from "../graph/edge-function.ts";
import { named, ofType } from "../graph/evaluate-stage.ts";
import type { Graph } from "../graph/graph.ts";
import { portalHeadersOf } from "./portal-headers-of.ts";

interface Stored {
  bytes: Buffer;
  contentType: string;
  cacheControl: string;
}

/** Answers as the distribution of the graph would: its function, its bucket's files, its headers on every answer. */
export const standInCloudFront = async (graph: Graph): Promise<RequestListener> => {
  const bucket = await filesOf(graph);
  const headers = portalHeadersOf(graph);
  const ask = edgeFunction(graph, "Portal");
  return async (request, response) => {
    const path = request.url?.split("?", 1)[0] ?? "/";
    const outcome = await ask(path, request.headers.host);
    const file = "uri" in outcome ? bucket.get(outcome.uri.slice(1)) : undefined;
    // A bucket that may not be listed says of what it has not got that it is forbidden.
    if (!file) return response.writeHead(403, headers).end("AccessDenied");
    const { contentType, cacheControl, bytes } = file;
    response.writeHead(200, { ...headers, "Content-Type": contentType, "Cache-Control": cacheControl });
    return response.end(bytes);
  };
};

const filesOf = async (graph: Graph): Promise<ReadonlyMap<string, Stored>> => {
  const { key, content, contentType, cacheControl } = Object(
    named(graph, "aws:s3/bucketObjectv2:BucketObjectv2", "PortalConfig").inputs,
  );
  const found = new Map<string, Stored>([[key, { bytes: Buffer.from(content), contentType, cacheControl }]]);
  const built = ofType(graph, "pulumi-nodejs:dynamic:Resource").find(({ name }) =>
    name.startsWith("PortalAssetFiles"),
  );
  for (const file of Object(built?.inputs).files)
    found.set(file.key, { ...file, bytes: await readFile(file.source) });
  return found;
};
