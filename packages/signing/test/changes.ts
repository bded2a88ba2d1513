import type { SignedRequest } from "../src/signed-request.ts";

export type Change = (request: SignedRequest) => SignedRequest;
const header = (
  name: string,
  change: (values: readonly string[]) => readonly string[] | undefined,
): Change => {
  return (request) => {
    const { [name]: values, ...others } = request.headers;
    const changed = values && change(values);
    return { ...request, headers: changed ? { ...others, [name]: changed } : others };
  };
};
const query = (change: (pairs: SignedRequest["query"]) => SignedRequest["query"]): Change => {
  return (request) => ({ ...request, query: change(request.query) });
};
/** The first header of its own that the request was signed with. */
const ownHeader = (change: (values: readonly string[]) => readonly string[] | undefined): Change => {
  return (request) => {
    const name = Object.keys(request.headers).find((candidate) => /^x-[a-z]{1,8}$/.test(candidate));
    return name === undefined ? request : header(name, change)(request);
  };
};
const more = (values: readonly string[]) => [`${values[0]}x`, ...values.slice(1)];
const proofHeaders = ["authorization", "signature"];

/** Every single thing that may be another than it was when the request was signed. */
export const CHANGES: readonly (readonly [what: string, change: Change])[] = [
  ["method", (request) => ({ ...request, method: request.method === "GET" ? "POST" : "GET" })],
  ["path, longer", (request) => ({ ...request, path: `${request.path}x` })],
  ["path, deeper", (request) => ({ ...request, path: `${request.path}/x` })],
  ["path, shorter", (request) => ({ ...request, path: request.path.replace(/[^/]\/*$/, "") || "/" })],
  ["query, a pair more", query((pairs) => [...pairs, ["added", ""]])],
  ["query, a pair twice", query((pairs) => [...pairs, ...pairs.slice(0, 1)])],
  ["query, a pair less", query((pairs) => pairs.slice(1))],
  [
    "query, another value",
    query((pairs) => pairs.map(([name, value], at) => [name, at === 0 ? `${value}x` : value])),
  ],
  [
    "query, another name",
    query((pairs) => pairs.map(([name, value], at) => [at === 0 ? `${name}x` : name, value])),
  ],
  ["host", header("host", () => ["evil.example.com"])],
  ["host, twice", header("host", (values) => [...values, "evil.example.com"])],
  ["host, gone", header("host", () => undefined)],
  ["header, another value", ownHeader(more)],
  ["header, a value more", ownHeader((values) => [...values, "x"])],
  ["header, gone", ownHeader(() => undefined)],
  ...["x-amz-date", "x-gateway-date", "x-sdk-date"].flatMap((name): [string, Change][] => [
    [`${name}, a second later`, header(name, (values) => values.map((value) => value.replace(/.Z$/, "9Z")))],
    [`${name}, twice`, header(name, (values) => [...values, ...values])],
    [`${name}, gone`, header(name, () => undefined)],
  ]),
  ["date, another", header("date", (values) => values.map((value) => value.replace(/. GMT$/, "9 GMT")))],
  ["date, gone", header("date", () => undefined)],
  ["x-date, another", header("x-date", (values) => values.map((value) => value.replace(/. GMT$/, "9 GMT")))],
  ["x-date, gone", header("x-date", () => undefined)],
  ...["x-amz-content-sha256", "x-gateway-content-sha256", "x-sdk-content-sha256"].flatMap(
    (name): [string, Change][] => [
      [
        `${name}, another`,
        header(name, (values) =>
          values.map((value) => value.replace(/^./, (digit) => (digit === "0" ? "1" : "0"))),
        ),
      ],
      [`${name}, unsigned`, header(name, () => ["UNSIGNED-PAYLOAD"])],
      [`${name}, gone`, header(name, () => undefined)],
    ],
  ),
  ["content-digest, another", header("content-digest", () => [`sha-256=:${"A".repeat(43)}=:`])],
  ["content-digest, gone", header("content-digest", () => undefined)],
  ["digest, another", header("digest", () => [`SHA-256=${"A".repeat(43)}=`])],
  ["digest, gone", header("digest", () => undefined)],
  ...proofHeaders.flatMap((name): [string, Change][] => [
    [
      `${name}, a digit`,
      header(name, (values) =>
        values.map((value) =>
          value.replace(/(.)(.{6})$/, (_, digit, rest) => (digit === "0" ? "1" : "0") + rest),
        ),
      ),
    ],
    [`${name}, twice`, header(name, (values) => [...values, ...values])],
  ]),
  [
    "covered components, one less",
    header("signature-input", (values) => values.map((value) => value.replace(/ "@path"/, ""))),
  ],
  [
    "created, later",
    header("signature-input", (values) =>
      values.map((value) => value.replace(/created=(\d*)\d/, "created=$19")),
    ),
  ],
];
