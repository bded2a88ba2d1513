import type { IncomingMessage, ServerResponse } from "node:http";

/** As much of S3 as is asked for, by the paths of its old style: PutObject, GetObject, ListObjectsV2. */

/** S3's requests are the only ones that are told by their path alone. */
export const isObject = ({ headers, url = "" }: IncomingMessage): boolean =>
  headers["x-amz-target"] === undefined && !url.startsWith("/v2/email/");

const placeOf = ({ url = "" }: IncomingMessage) => {
  const { pathname, searchParams } = new URL(url, "http://s3");
  const [, bucket = "", key = ""] = /^\/([^/]+)\/?(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
  return { bucket, key, after: searchParams.get("start-after") ?? "" };
};

/** Folders are what `infra` gives leave for. */
export const objectPermission = (request: IncomingMessage, nameOf: (physical: string) => string): string => {
  const { bucket, key } = placeOf(request);
  if (key === "") return `s3:ListBucket ${nameOf(bucket)}`;
  const folder = key.slice(0, key.lastIndexOf("/") + 1);
  return `s3:${request.method === "PUT" ? "PutObject" : "GetObject"} ${nameOf(bucket)}/${folder}*`;
};

export const answerObject = (
  request: IncomingMessage,
  body: Buffer,
  objects: Map<string, string>,
  response: ServerResponse,
): void => {
  const { bucket, key, after } = placeOf(request);
  const place = `${bucket}/${key}`;
  const held = objects.get(place);
  if (request.method === "PUT") {
    if (held === undefined) objects.set(place, body.toString());
    response
      .writeHead(held === undefined ? 200 : 412)
      .end(held === undefined ? "" : "<Error><Code>PreconditionFailed</Code></Error>");
    return;
  }
  if (key === "") {
    const keys = [...objects.keys()]
      .filter((each) => each.startsWith(`${bucket}/`))
      .map((each) => each.slice(bucket.length + 1))
      .sort();
    const contents = keys
      .filter((each) => each > after)
      .map((each) => `<Contents><Key>${each}</Key></Contents>`);
    response.writeHead(200, { "Content-Type": "application/xml" });
    response.end(`<ListBucketResult>${contents.join("")}</ListBucketResult>`);
    return;
  }
  response.writeHead(held === undefined ? 404 : 200).end(held);
};
