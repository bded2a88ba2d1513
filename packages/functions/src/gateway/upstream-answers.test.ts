import { describe, expect, it } from "vitest";
import { aGateway, serviceAt } from "./gateway.fixture.ts";
import { answers, startRawUpstream } from "./raw-upstream.fixture.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
const pass = async (text: string, sent: { method?: string; body?: Buffer } = {}) => {
  let asked = 0;
  const { url } = await startRawUpstream((socket) => {
    socket.on("data", () => {
      asked += 1;
    });
    answers(text)(socket);
  });
  const gateway = aGateway(serviceAt(url));
  const answer = await gateway.send(sent);
  return { ...answer, asked, line: gateway.lines[0] };
};

/** By what is special: method, status and headers. */
const BODILESS: Record<string, [method: string, status: string, headers?: string]> = {
  "a 304 that carries the length of what it stands for": [
    "GET",
    "304 Not Modified",
    'Content-Length: 5\r\nETag: "a"\r\n',
  ],
  "a 304 without a length": ["GET", "304 Not Modified", 'ETag: "a"\r\n'],
  "a 304 with a type": ["GET", "304 Not Modified", "Content-Type: text/css\r\n"],
  "a 304 that says chunked": ["GET", "304 Not Modified", "Transfer-Encoding: chunked\r\n"],
  "a 204": ["GET", "204 No Content"],
  "a 204 of a DELETE": ["DELETE", "204 No Content"],
  "a 204 that carries a length": ["POST", "204 No Content", "Content-Length: 5\r\n"],
  "a 204 that says zero": ["PUT", "204 No Content", "Content-Length: 0\r\n"],
  "a HEAD with a length": ["HEAD", "200 OK", "Content-Length: 1234567\r\nContent-Type: image/png\r\n"],
  "a HEAD without a length": ["HEAD", "200 OK", "Content-Type: image/png\r\n"],
  "a HEAD without a type": ["HEAD", "200 OK", "Content-Length: 5\r\n"],
  "a HEAD that says chunked": ["HEAD", "200 OK", "Transfer-Encoding: chunked\r\n"],
  "a HEAD of what is missing": ["HEAD", "404 Not Found", "Content-Length: 9\r\n"],
  "a HEAD of what was not changed": ["HEAD", "304 Not Modified", "Content-Length: 9\r\n"],
};

describe("an answer without a body", () => {
  it.each(Object.entries(BODILESS))(
    "passes as it is, and nothing is added: %s",
    async (_what, [method, status, headers = ""]) => {
      const {
        status: got,
        text,
        header,
        line,
      } = await pass(`HTTP/1.1 ${status}\r\n${headers}\r\n`, { method });
      expect([got, text]).toEqual([Number(status.slice(0, 3)), ""]);
      const type = /Content-Type: (.*)\r\n/.exec(headers)?.[1];
      expect(header("content-type")).toEqual(type === undefined ? undefined : [type]);
      const length = status.startsWith("204") ? undefined : /Content-Length: (.*)\r\n/.exec(headers)?.[1];
      expect(header("content-length")).toEqual(length === undefined ? undefined : [length]);
      expect(line).toMatchObject({ status: got, bytesOut: 0 });
      expect(line).not.toHaveProperty("code");
    },
  );

  it("leaves its connection good for the next call", async () => {
    let connections = 0;
    const { url } = await startRawUpstream((socket) => {
      connections += 1;
      answers("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n")(socket);
    });
    const gateway = aGateway(serviceAt(url));
    expect([(await gateway.send()).status, (await gateway.send()).status]).toEqual([304, 304]);
    expect(connections).toBe(1);
  });
});

describe("interim answers that were not asked for", () => {
  const CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  const EARLY = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";
  const PROCESSING = "HTTP/1.1 102 Processing\r\n\r\n";
  it.each(
    [
      ["100", CONTINUE],
      ["102", PROCESSING],
      ["103", EARLY],
      ["104", "HTTP/1.1 104 Upload Resumption Supported\r\n\r\n"],
      ["100 and 103", CONTINUE + EARLY],
      ["several of each", CONTINUE + PROCESSING + EARLY + CONTINUE + EARLY],
    ].flatMap(([what, text]) => ["GET", "POST"].map((method) => [what, method, text] as const)),
  )("are skipped, and the upstream is asked once: %s of a %s", async (_what, method, text) => {
    const body = method === "POST" ? { body: Buffer.from("x") } : {};
    const { status, text: got, header, asked } = await pass(text + OK, { method, ...body });
    expect([status, got, asked]).toEqual([200, "ok", 1]);
    expect(header("link")).toBeUndefined();
  });
});

describe("an answer with many headers", () => {
  it.each([
    ["14 KB, which API Gateway takes", 14, 200],
    ["17 KB, which it does not", 17, 502],
    ["60 KB", 60, 502],
  ])("of %s is told by what it has", async (_what, kilobytes, status) => {
    const headers = Array.from({ length: kilobytes }, (_each, n) => `X-H${n}: ${"a".repeat(1000)}\r\n`).join(
      "",
    );
    const { status: got, text } = await pass(`HTTP/1.1 200 OK\r\n${headers}Content-Length: 2\r\n\r\nok`);
    expect(got).toBe(status);
    if (status === 502)
      expect(JSON.parse(text)).toMatchObject({ detail: "The service's answer has too many headers." });
  });
});
