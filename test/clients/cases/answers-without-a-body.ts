import { expect } from "vitest";
import type { Client, Got } from "../client/client.ts";
import { across, HTTP, inTurn, type Row } from "../row.ts";
import type { Answer } from "../upstream/upstream.ts";
import type { Place, UpstreamName } from "../world.ts";

const KIND = "answers without a body";
const ALL: readonly UpstreamName[] = ["node:http", "raw sockets", "Python's http.server", "node:http2"];

interface Case {
  what: string;
  method?: string;
  answer: Answer;
  upstreams?: readonly UpstreamName[];
  expected: { status: number; headers: Readonly<Record<string, string | null>> };
}

const CASES: Case[] = [
  {
    what: "a 304 with the length of what it stands for",
    answer: {
      status: 304,
      headers: [
        ["Content-Length", "5"],
        ["ETag", '"a"'],
      ],
    },
    upstreams: ["raw sockets", "Python's http.server", "node:http"],
    expected: { status: 304, headers: { "content-length": "5", etag: '"a"' } },
  },
  {
    what: "a 304 without a length",
    answer: { status: 304, headers: [["ETag", '"a"']] },
    expected: { status: 304, headers: { etag: '"a"', "content-length": null } },
  },
  {
    what: "a 204",
    method: "DELETE",
    answer: { status: 204, headers: [["X-Mine", "1"]] },
    expected: { status: 204, headers: { "x-mine": "1", "content-length": null } },
  },
  {
    what: "a 204 that carries a length",
    method: "POST",
    answer: { status: 204, headers: [["Content-Length", "0"]] },
    upstreams: ["raw sockets", "Python's http.server"],
    expected: { status: 204, headers: { "content-length": null } },
  },
  {
    what: "a 304 that says chunked",
    answer: { bytes: 'HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\nETag: "a"\r\n\r\n' },
    upstreams: ["raw sockets"],
    expected: { status: 304, headers: { etag: '"a"', "transfer-encoding": null } },
  },
  {
    what: "a 204 that carries the length of nothing that follows",
    method: "PUT",
    answer: { bytes: "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\nX-Mine: 1\r\n\r\n" },
    upstreams: ["raw sockets"],
    expected: { status: 204, headers: { "x-mine": "1", "content-length": null } },
  },
  {
    what: "a HEAD with length and type",
    method: "HEAD",
    answer: {
      headers: [
        ["Content-Length", "1234567"],
        ["Content-Type", "image/png"],
      ],
    },
    expected: { status: 200, headers: { "content-length": "1234567", "content-type": "image/png" } },
  },
  {
    what: "a HEAD of what is missing",
    method: "HEAD",
    answer: {
      status: 404,
      headers: [
        ["Content-Length", "9"],
        ["Content-Type", "text/plain"],
      ],
    },
    expected: { status: 404, headers: { "content-length": "9", "content-type": "text/plain" } },
  },
];

/** What a client makes of such an answer from any server: its error, by the way that it sends. */
const KNOWN: Readonly<Record<string, string>> = {
  "a 304 with the length of what it stands for, undici": "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
};

/** Twice: a client whose connection was cut or is out of step sees it at the second. */
const twice = async (send: Client, place: Place, key: string, method: string): Promise<Got[]> => {
  const first = await send({ url: place.url, method, key });
  return [first, await send({ url: place.url, method, key })];
};

const MANY = (kilobytes: number): Answer => ({
  headers: Array.from({ length: kilobytes }, (_each, index) => [`X-H${index}`, "a".repeat(1000)] as const),
  pieces: ["ok"],
});

export const answersWithoutABody: readonly Row[] = [
  ...CASES.flatMap(({ what, method = "GET", answer, upstreams = ALL, expected }) =>
    inTurn(
      { kind: KIND, clients: HTTP, upstreams: upstreams },
      what,
      async ({ place, key }, send, upstream) => {
        const there = await place(upstream, answer);
        const known = KNOWN[`${what}, ${send.name}`];
        if (known) {
          await expect(send({ url: there.url, method, key })).rejects.toMatchObject({ code: known });
          await expect(send({ url: there.direct, method })).rejects.toMatchObject({ code: known });
          return;
        }
        for (const got of await twice(send, there, key, method)) {
          expect([got.status, got.body.toString()]).toEqual([expected.status, ""]);
          for (const [name, value] of Object.entries(expected.headers))
            expect(got.headers[name] ?? null, name).toEqual(value === null ? null : [value]);
        }
      },
    ),
  ),
  ...across(KIND, "14 KB of headers", HTTP, ["node:http"], async ({ place, key }, send, upstream) => {
    const { url } = await place(upstream, MANY(14));
    const { status, headers, body } = await send({ url, key });
    expect([status, body.toString(), headers["x-h13"]]).toEqual([200, "ok", ["a".repeat(1000)]]);
  }),
  ...across(
    KIND,
    "more headers than API Gateway takes",
    HTTP,
    ["raw sockets"],
    async ({ place, key }, send, upstream) => {
      const { url } = await place(upstream, MANY(17));
      const { status, body } = await send({ url, key });
      expect(status).toBe(502);
      expect(JSON.parse(body.toString())).toMatchObject({
        detail: "The service's answer has too many headers.",
      });
    },
  ),
];
