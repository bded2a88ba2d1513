import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { awslambda, type LambdaResponseStream } from "./lambda-runtime-shim.ts";
import { exchange, open, recorder, route, send, startApi } from "./rest-api.fixture.ts";

const MB = 1024 * 1024;

describe("a body that is too large", () => {
  it("is 413 above the API's limit, told by its length or not, and the function is not called", async () => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("POST", "/x", handler)], maxBodyBytes: 1000 });
    const large = await send(port, "/x", { method: "POST", body: "x".repeat(1001) });
    expect([large.status, large.body]).toEqual([413, '{"message":"Request Too Long"}']);
    const chunk = `3E9\r\n${"x".repeat(1001)}\r\n0\r\n\r\n`;
    const head = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect(await exchange(port, head + chunk)).toMatch(/^HTTP\/1\.1 413 /);
    expect((await send(port, "/x", { method: "POST", body: "x".repeat(1000) })).status).toBe(200);
    expect(events.length).toBe(1);
  });

  it("is 413 when the event is over Lambda's 6 MB, base64 and envelope included", async () => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("POST", "/x", handler)], binaryMediaTypes: ["*/*"] });
    const statusOf = async (size: number) =>
      (await send(port, "/x", { method: "POST", body: Buffer.alloc(size) })).status;
    expect(await statusOf(4.4 * MB)).toBe(200);
    expect(await statusOf(4.6 * MB)).toBe(413);
    expect(await statusOf(11 * MB)).toBe(413);
    expect(events.length).toBe(1);
  });

  it("is the API's REQUEST_TOO_LARGE for Lambda's limit, and API Gateway's own document above its own", async () => {
    const { port } = await startApi({
      routes: [route("POST", "/x", recorder().handler)],
      binaryMediaTypes: ["*/*"],
      gatewayResponses: {
        REQUEST_TOO_LARGE: { template: "$context.error.responseType" },
        DEFAULT_4XX: { template: "default" },
      },
    });
    const bodyOf = async (size: number) =>
      (await send(port, "/x", { method: "POST", body: Buffer.alloc(size) })).body;
    expect(await bodyOf(4.6 * MB)).toBe("REQUEST_TOO_LARGE");
    expect(await bodyOf(11 * MB)).toBe('{"message":"Request Too Long"}');
  });

  it("never holds the server up without end: a flood is cut", async () => {
    const { port } = await startApi({ maxBodyBytes: 1000 });
    const socket = connect(port, "127.0.0.1");
    let received = "";
    socket.on("data", (data) => {
      received += data;
    });
    const cut = new Promise<boolean>((resolve) => {
      socket.on("error", () => resolve(true));
      socket.on("close", () => resolve(true));
    });
    socket.write(`POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: ${1000 * MB}\r\n\r\n`);
    const piece = Buffer.alloc(MB);
    let sent = 0;
    const flood = () => {
      while (sent < 200 && socket.writable && socket.write(piece)) sent++;
    };
    socket.on("drain", flood);
    flood();
    expect(await cut).toBe(true);
    expect(sent).toBeLessThan(200);
    expect(received === "" || received.startsWith("HTTP/1.1 413")).toBe(true);
  });
});

describe("headers that are too large or not HTTP", () => {
  it("are 431 above API Gateway's 10,240 bytes", async () => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("GET", "/x", handler)] });
    expect((await send(port, "/x", { headers: ["A", "x".repeat(9000)] })).status).toBe(200);
    expect((await send(port, "/x", { headers: ["A", "x".repeat(10_240)] })).status).toBe(431);
    expect(events.length).toBe(1);
  });

  it("are all there, however many", async () => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("GET", "/x", handler)] });
    const many = Array.from({ length: 2500 }, (_, index) => [`${index.toString(36)}`, ""]).flat();
    expect((await send(port, "/x", { headers: [...many, "Last", "1"] })).status).toBe(200);
    expect(events[0]?.headers).toMatchObject({ Last: "1" });
  });

  it.each([
    ["two lengths", "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "a length and chunks",
      "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["chunked twice over", "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n"],
    ["a space before the colon", "GET /x HTTP/1.1\r\nHost: a\r\nA : b\r\n\r\n"],
    ["a folded line", "GET /x HTTP/1.1\r\nHost: a\r\nA: b\r\n c\r\n\r\n"],
    ["no host", "GET /x HTTP/1.1\r\n\r\n"],
    ["a bare line feed", "GET /x HTTP/1.1\nHost: a\n\n"],
    ["an invalid byte in the path", "GET /\u00e9 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"],
  ])("are 400: %s", async (_, bytes) => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("ANY", "/{proxy+}", handler)] });
    expect(await exchange(port, Buffer.from(bytes, "latin1"))).toMatch(/^HTTP\/1\.1 400 /);
    expect(events).toEqual([]);
  });
});

describe("a connection", () => {
  it("carries one request after the other, and several at once in their order", async () => {
    const last = Promise.withResolvers<void>();
    const handler = async ({ path }: { path: string }) => {
      if (path === "/last") last.resolve();
      if (path === "/slow") await last.promise;
      return { body: path };
    };
    const { port } = await startApi({ routes: [route("GET", "/{proxy+}", handler)] });
    const get = (path: string, last = "") => `GET ${path} HTTP/1.1\r\nHost: a\r\n${last}\r\n`;
    const received = await exchange(
      port,
      get("/slow") + get("/fast") + get("/last", "Connection: close\r\n"),
    );
    expect(received.match(/\/[a-z]+(?=HTTP|$)/g)).toEqual(["/slow", "/fast", "/last"]);
  });

  it("survives a refusal whose body is not read", async () => {
    const { port } = await startApi({});
    const post = `POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello`;
    const received = await exchange(
      port,
      `${post}GET /ping HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 403", "HTTP/1.1 200"]);
  });

  it("may end in the middle of a body without any harm", async () => {
    const { events, handler } = recorder();
    const { port, faults } = await startApi({ routes: [route("POST", "/x", handler)] });
    const socket = connect(port, "127.0.0.1");
    await new Promise((resolve) =>
      socket.write("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf", resolve),
    );
    socket.destroy();
    await once(socket, "close");
    expect((await send(port, "/x", { method: "POST", body: "whole" })).status).toBe(200);
    expect(events.map(({ body }) => body)).toEqual(["whole"]);
    expect(faults).toEqual([]);
  });
});

describe("closing", () => {
  it("lets a running answer finish and does not wait for idle connections", async () => {
    const [begun, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const handler = async () => {
      begun.resolve();
      await end.promise;
      return { body: "done" };
    };
    const { port, close } = await startApi({ routes: [route("GET", "/x", handler)] });
    const idle = connect(port, "127.0.0.1");
    await once(idle, "connect");
    const running = send(port, "/x", { headers: ["Connection", "keep-alive"] });
    await begun.promise;
    const closed = close();
    await once(idle.resume(), "close");
    end.resolve();
    await closed;
    expect((await running).body).toBe("done");
  });

  it("cuts an endless answer", async () => {
    const handler = awslambda.streamifyResponse(async (_event: unknown, stream: LambdaResponseStream) => {
      awslambda.HttpResponseStream.from(stream, {}).write("begin");
    });
    const { port, close } = await startApi({ routes: [route("GET", "/x", handler, { streaming: true })] });
    const response = await open(port, "/x");
    const ended = once(response, "end").catch((error: Error) => error.message);
    await close();
    expect(await ended).toBe("aborted");
  });
});
