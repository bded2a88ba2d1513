import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  dictionary,
  oneof,
  option,
  property,
  record,
  string,
  stringMatching,
  tuple,
  uint8Array,
} from "fast-check";
import { describe, expect, it } from "vitest";
import { SCHEMES } from "../../test/schemes.ts";
import type { OutgoingRequest } from "../outgoing-request.ts";
import type { SignedRequest } from "../signed-request.ts";
import { sha256Hex } from "../web-crypto.ts";
import { EMPTY_SHA256 } from "./body-digest.ts";

const text = oneof(
  string({ maxLength: 12 }),
  string({ unit: "grapheme", maxLength: 12 }),
  constantFrom("", "a b", "+", "%2F", "é"),
);
const segment = text
  .filter((part) => !/^\.{0,2}$/.test(part))
  .map((part) => encodeURIComponent(part.toWellFormed()));
const url = tuple(array(segment, { maxLength: 4 }), array(tuple(text, text), { maxLength: 5 })).map(
  ([path, pairs]) => {
    const query = pairs.map((pair) => pair.map((part) => encodeURIComponent(part.toWellFormed())).join("="));
    return `https://api.example.com/${path.join("/")}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  },
);
const headerValue = stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/);
const request = record({
  method: constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"),
  url,
  headers: dictionary(stringMatching(/^x-[a-z]{1,8}$/), headerValue, { maxKeys: 4 }),
  body: option(oneof(string(), uint8Array()), { nil: undefined }),
}).map(({ body, ...rest }): OutgoingRequest => (body === undefined ? rest : { ...rest, body }));

type Change = (request: SignedRequest) => SignedRequest;
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

const CHANGES: readonly (readonly [what: string, change: Change])[] = [
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
const OUTCOMES = ["accepted", "needs-body", "refused", undefined];

describe.each(SCHEMES)("$name", (scheme) => {
  it("verifies what it signed, with the body it was signed for", async () => {
    await assert(
      asyncProperty(request, async (sent) => {
        const digest = await sha256Hex(sent.body ?? "");
        const verdict = scheme.receive(await scheme.send(sent));
        expect(verdict).toMatchObject({
          outcome: "accepted",
          body: digest === EMPTY_SHA256 ? "none" : { sha256: digest },
        });
      }),
      { numRuns: 150 },
    );
  });

  it("refuses it once anything that was signed is another", async () => {
    await assert(
      asyncProperty(request, async (sent) => {
        const good = await scheme.send(sent);
        for (const [what, change] of CHANGES) {
          const changed = change(good);
          if (JSON.stringify(changed) === JSON.stringify(good)) continue;
          expect([what, scheme.receive(changed)?.outcome]).not.toEqual([what, "accepted"]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("refuses it with another secret", async () => {
    await assert(
      asyncProperty(request, string({ minLength: 1 }), async (sent, secret) => {
        const verdict = scheme.receive(await scheme.send(sent, secret));
        expect(verdict?.outcome).not.toBe("accepted");
      }),
      { numRuns: 30 },
    );
  });

  it("answers anything at all, and throws nothing", () => {
    const anyText = oneof(
      string(),
      string({ unit: "binary" }),
      constantFrom("\0", "\n", "\ud800", "__proto__"),
    );
    const lists = dictionary(anyText, array(anyText, { maxLength: 3 }), { maxKeys: 6 });
    const anything = record({
      method: anyText,
      path: anyText,
      query: array(tuple(anyText, anyText), { maxLength: 5 }),
      headers: tuple(lists, array(anyText, { maxLength: 2 })).map(([headers, authorization]) => ({
        ...headers,
        authorization,
      })),
    });
    assert(property(anything, (hostile) => scheme.receive(hostile)?.outcome !== "accepted"));
  });

  it("answers a valid request with anything in one of its places", async () => {
    const sent = await scheme.send({
      method: "POST",
      url: "https://api.example.com/a/b?x=1&y=2",
      headers: { "content-type": "text/plain" },
      body: "hello",
    });
    const places = [...Object.keys(sent.headers), "method", "path", ...sent.query.map(([name]) => name)];
    const anyText = oneof(string(), string({ unit: "binary" }));
    assert(
      property(constantFrom(...places), anyText, (place, value) => {
        const hostile = {
          ...sent,
          ...(place === "method" || place === "path" ? { [place]: value } : {}),
          query: sent.query.map(([name, old]): [string, string] => [name, name === place ? value : old]),
          headers: Object.hasOwn(sent.headers, place) ? { ...sent.headers, [place]: [value] } : sent.headers,
        };
        return OUTCOMES.includes(scheme.receive(hostile)?.outcome);
      }),
      { numRuns: 500 },
    );
  });
});
