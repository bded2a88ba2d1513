import type { Body } from "./mutate-body.ts";
import type { Random } from "./random.ts";

/** What is sent, byte for byte. */
export interface RawRequest {
  plane: "control" | "gateway";
  bytes: Buffer;
}

const HEADERS: readonly string[] = [
  "Accept: text/html",
  "Accept: */*;q=x",
  "Accept-Encoding: gzip, br;q=0, *",
  "If-Match: *",
  'If-Match: "1"',
  'If-Match: W/"1", "2"',
  "If-Match: x",
  'If-None-Match: "1"',
  "Idempotency-Key: same",
  "Idempotency-Key: \u00e9",
  "Idempotency-Key: one-and-the-same-for-all-tenants",
  "Origin: https://evil.test",
  "Origin: null",
  "Access-Control-Request-Method: POST",
  "Cookie: a=b; c; =d; __Host-x=1",
  "Authorization-Type: basic",
  "Authorization-Type: x\u00ff",
  "Authorization: Basic Og==",
  "Authorization: Basic !!!",
  "Authorization: Bearer a.b.c",
  "Authorization: Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.",
  "Authorization: AWS4-HMAC-SHA256 Credential=a/20261130/x/execute-api/aws4_request, SignedHeaders=host, Signature=00",
  'Signature-Input: sig1=("@method" "@path");created=1;keyid="x"',
  "Signature: sig1=:AAAA:",
  "X-HMAC-SIGNATURE: x",
  "X-API-Key: x",
  "X-API-Key:",
  "X-Consumer-Id: con_0000000000000000",
  "X-Forwarded-For: 10.0.0.1, ::1",
  "X-HTTP-Method-Override: DELETE",
  "CDN-Loop: x; y=1",
  "Range: bytes=0-0, -1",
  "TE: trailers",
  "Via: 1.1 x",
  "Connection: X-API-Key",
  "Upgrade: websocket",
  "Transfer-Encoding: identity",
  "Expect: x",
  "Date: x",
  "Max-Forwards: 0",
  "X-Amzn-RequestId: x",
  "X-Nul: a\u0000b",
  "X Y: z",
  ": z",
  `X-Long: ${"x".repeat(9000)}`,
  "Content-Type: application/json",
];

const METHODS = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "get",
  "QUERY",
];
const WITHOUT_BODY = new Set(["GET", "HEAD", "DELETE", "OPTIONS"]);

/** The target with a fault that clients, proxies and attackers bring. */
const oddTarget = (target: string, random: Random): string =>
  random.choose<() => string>([
    [1, () => `${target}/`],
    [1, () => target.replace("/", "//")],
    [1, () => target.replace(/\/([^/]*)$/, "/./$1")],
    [1, () => target.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`)],
    [1, () => target.toUpperCase()],
    [
      1,
      () =>
        `${target}${random.pick([";x=1", "%00", "%ff", "%", "%zz", "\\", "#x", "%2f..%2f", "%c0%af", "\u00e9", "|"])}`,
    ],
    [1, () => `http://127.0.0.1${target}`],
    [1, () => `${target}${"/x".repeat(random.pick([50, 3000]))}`],
    [
      1,
      () =>
        `${target}${target.includes("?") ? "&" : "?"}${random.pick(["%ff=%ff", "a&a&a", "=", "%", "__proto__=1", "cursor=x", "limit=1&limit=2", "team[]=x"])}`,
    ],
  ])();

interface Wanted {
  plane: RawRequest["plane"];
  method: string;
  target: string;
  headers: readonly string[];
  body?: Body;
}

export const soundRequest = ({ plane, method, target, headers, body }: Wanted): RawRequest => {
  const length = body || !WITHOUT_BODY.has(method) ? [`Content-Length: ${body?.bytes.length ?? 0}`] : [];
  return {
    plane,
    bytes: assembled(method, target, [HOST, ...headers, ...(body?.headers ?? []), ...length], body?.bytes),
  };
};

/** With faults in its method, its target, its headers and its framing. */
export const faultyRequest = (wanted: Wanted, random: Random): RawRequest => {
  const { plane, headers, body } = wanted;
  const method = random.chance(0.1) ? random.pick(METHODS) : wanted.method;
  const target = random.chance(0.25) ? oddTarget(wanted.target, random) : wanted.target;
  const count = random.choose([
    [5, 0],
    [3, 1],
    [1, 3],
  ]);
  const more = Array.from({ length: count }, () => random.pick(HEADERS));
  const doubled = random.chance(0.05) ? headers : [];
  const host = random.chance(0.05) ? "Host: evil.test" : HOST;
  const given = [host, ...headers, ...doubled, ...more, ...(body?.headers ?? [])];
  if (body === undefined || random.chance(0.85)) {
    const length = body || !WITHOUT_BODY.has(method) ? [`Content-Length: ${body?.bytes.length ?? 0}`] : [];
    return { plane, bytes: assembled(method, target, [...given, ...length], body?.bytes) };
  }
  const [start, end] = [`${body.bytes.length.toString(16)}\r\n`, "\r\n0\r\n\r\n"].map((text) =>
    Buffer.from(text),
  );
  const chunks = body.bytes.length > 0 ? [start, body.bytes, end] : [Buffer.from("0\r\n\r\n")];
  const framed = Buffer.concat(chunks.filter((each) => each !== undefined));
  return { plane, bytes: assembled(method, target, [...given, "Transfer-Encoding: chunked"], framed) };
};

const HOST = "Host: 127.0.0.1";

const assembled = (
  method: string,
  target: string,
  headers: readonly string[],
  body: Uint8Array = Buffer.alloc(0),
): Buffer => {
  const head = [`${method} ${target} HTTP/1.1`, "Connection: close", ...headers, "", ""].join("\r\n");
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
};
