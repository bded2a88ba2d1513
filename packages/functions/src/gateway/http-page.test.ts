import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { aGateway, type Sent, serviceAt, startUpstream } from "./gateway.fixture.ts";

const PAGE = new URL("../../../../docs/http.md", import.meta.url);

interface Row {
  sent?: Sent;
  answer?: (request: IncomingMessage, response: ServerResponse) => void;
  /** What reached the upstream, by lower-case name; null for what must not. */
  reaches?: Record<string, string | null>;
  /** What the caller gets, likewise. */
  comes?: Record<string, string[] | null>;
  status?: number;
  text?: string;
}

const headers = (given: Record<string, string>): Sent => ({
  headers: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value]])),
});
const says =
  (status: number, given: Record<string, string | string[]>, body = "") =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, given).end(body);
  };

/** By the first cell of their line in docs/http.md. */
const ROWS: Record<string, Row> = {
  "`GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`": {
    sent: { method: "PATCH", body: Buffer.from("x") },
    reaches: { "content-length": "1" },
  },
  "other methods": { sent: { method: "TRACE" }, status: 405 },
  "`Connection` and what it names": {
    sent: headers({ Connection: "X-Mine, keep-alive", "X-Mine": "1", "X-Other": "2" }),
    reaches: { "x-mine": null, "x-other": "2", connection: "keep-alive" },
  },
  "`Keep-Alive`, `Proxy-Connection`, `Upgrade`, `HTTP2-Settings`": {
    sent: headers({ "Keep-Alive": "timeout=5", "Proxy-Connection": "x", "HTTP2-Settings": "x" }),
    reaches: { "keep-alive": null, "proxy-connection": null, "http2-settings": null },
  },
  "`TE`, `Trailer`": {
    sent: headers({ TE: "trailers", Trailer: "X-Sum" }),
    answer: (_request, response) => {
      response.writeHead(200, { Trailer: "X-Sum" });
      response.write("ok");
      response.addTrailers({ "X-Sum": "1" });
      response.end();
    },
    reaches: { te: null, trailer: null },
    comes: { trailer: null, "x-sum": null },
    text: "ok",
  },
  "`Expect`": { sent: headers({ Expect: "100-continue" }), reaches: { expect: null } },
  "`Content-Length` of a request": {
    sent: { method: "POST" },
    reaches: { "content-length": "0", "transfer-encoding": null },
  },
  "`Content-Length` of an answer": {
    answer: says(200, { "Content-Length": "2" }, "ok"),
    comes: { "content-length": ["2"] },
    text: "ok",
  },
  "`Transfer-Encoding`": {
    answer: (_request, response) => {
      response.write("a");
      response.end("b");
    },
    comes: { "transfer-encoding": null, "content-length": null },
    text: "ab",
  },
  "`Range`, `If-Range`": {
    sent: headers({ Range: "bytes=0-1", "If-Range": '"a"' }),
    answer: says(206, { "Content-Range": "bytes 0-1/9", "Accept-Ranges": "bytes" }, "ok"),
    reaches: { range: "bytes=0-1", "if-range": '"a"' },
    comes: { "content-range": ["bytes 0-1/9"], "accept-ranges": ["bytes"] },
    status: 206,
  },
  "`If-Match`, `If-None-Match`, `If-Modified-Since`, `If-Unmodified-Since`": {
    sent: headers({ "If-None-Match": '"a"', "If-Modified-Since": "Sun, 01 Mar 2026 00:00:00 GMT" }),
    answer: says(304, { ETag: '"a"' }),
    reaches: { "if-none-match": '"a"', "if-modified-since": "Sun, 01 Mar 2026 00:00:00 GMT" },
    comes: { etag: ['"a"'], "content-type": null },
    status: 304,
    text: "",
  },
  "`Cache-Control`, `Expires`, `Age`, `Vary`, `ETag`, `Last-Modified`": {
    answer: says(200, { "Cache-Control": "public, max-age=60", Age: "5", Vary: "Accept", Expires: "0" }),
    comes: { "cache-control": ["public, max-age=60"], age: ["5"], vary: ["Accept"], expires: ["0"] },
  },
  "`Accept-Encoding`, `Content-Encoding`": {
    sent: headers({ "Accept-Encoding": "br" }),
    answer: says(200, { "Content-Encoding": "br" }, "xx"),
    reaches: { "accept-encoding": "br" },
    comes: { "content-encoding": ["br"] },
  },
  "`Via`": { sent: headers({ Via: "1.1 a" }), reaches: { via: "1.1 a" } },
  "`Max-Forwards`": { sent: headers({ "Max-Forwards": "0" }), reaches: { "max-forwards": "0" } },
  redirects: {
    answer: says(302, { Location: "/elsewhere" }),
    comes: { location: ["/elsewhere"] },
    status: 302,
  },
  "several lines of a name": { answer: says(200, { Link: ["<a>", "<b>"] }), comes: { link: ["<a>", "<b>"] } },
  "`Date`, `Server`, `Warning`": {
    answer: says(200, { Date: "Sun, 01 Mar 2026 00:00:00 GMT", Server: "s", Warning: "199 - x" }),
    comes: { date: ["Sun, 01 Mar 2026 00:00:00 GMT"], server: ["s"], warning: ["199 - x"] },
  },
  "an answer without a type": {
    answer: says(200, {}, "ok"),
    comes: { "content-type": ["application/octet-stream"] },
  },
};

describe("what docs/http.md says of", () => {
  it.each(Object.entries(ROWS))(
    "%s is so",
    async (_line, { sent = {}, answer, reaches = {}, comes = {}, ...expected }) => {
      const seen: IncomingMessage[] = [];
      const { url } = await startUpstream((request, response) => {
        seen.push(request);
        request.resume().once("end", () => (answer ?? says(200, {}, "ok"))(request, response));
      });
      const { status, text, header } = await aGateway(serviceAt(url)).send(sent);
      expect(status).toBe(expected.status ?? 200);
      if (expected.text !== undefined) expect(text).toBe(expected.text);
      for (const [name, value] of Object.entries(reaches))
        expect(seen[0]?.headers[name] ?? null, name).toBe(value);
      for (const [name, values] of Object.entries(comes)) expect(header(name) ?? null, name).toEqual(values);
      expect(seen.length).toBe(expected.status === 405 ? 0 : 1);
    },
  );

  it("has a row for each of its lines, but for those that name their own test", async () => {
    const lines = (await readFile(PAGE, "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("| ") && !line.startsWith("| what"))
      .map((line) => line.split("|").map((cell) => cell.trim()));
    const own = lines.filter((cells) => !/\.test\.ts`/.test(cells[3] ?? "")).map((cells) => cells[1]);
    expect(own.sort()).toEqual(Object.keys(ROWS).sort());
  });
});
