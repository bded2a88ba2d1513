import { once } from "node:events";
import { atRest } from "@latchkey/aws/testing/at-rest";
import { describe, expect, it } from "vitest";
import { reachOfStage } from "../egress/reach.ts";
import { aGateway, problemOf, serviceAt, startUpstream } from "./gateway.fixture.ts";
import { answers, startRawUpstream } from "./raw-upstream.fixture.ts";

const service = (url: string, timeoutSeconds = 5) =>
  serviceAt(url, { upstream: { url, timeoutSeconds, sealedHeaders: {} } });

describe("an upstream that cannot be reached", () => {
  it("is told as 502 when it refuses connections", async () => {
    const { url, server } = await startUpstream(() => undefined);
    server.close();
    await once(server, "close");
    const gateway = aGateway(service(url));
    const { status, json } = await gateway.send();
    expect(status).toBe(502);
    expect(json()).toEqual(problemOf("upstream-unreachable", 502, "The service cannot be reached"));
    expect(gateway.lines[0]).toMatchObject({
      status: 502,
      code: "upstream-unreachable",
      cause: "ECONNREFUSED",
    });
    expect(gateway.faults).toEqual([]);
  });

  it("is told as 502 when its name does not exist", async () => {
    const gateway = aGateway(service("http://upstream.invalid"));
    expect((await gateway.send()).status).toBe(502);
  });

  it("is told as 502 when it does not speak TLS", async () => {
    const { url } = await startUpstream(() => undefined);
    const gateway = aGateway(service(url.replace("http:", "https:")));
    expect((await gateway.send()).status).toBe(502);
  });

  it.each([
    ["nonsense", "nonsense\r\n\r\n"],
    ["a header that is none", "HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    ["too many headers", `HTTP/1.1 200 OK\r\n${"X-Long: 0123456789\r\n".repeat(2000)}\r\n`],
    ["headers that API Gateway would not take", `HTTP/1.1 200 OK\r\nX-L: ${"é".repeat(9000)}\r\n\r\n`],
    ["a status that does not exist", "HTTP/1.1 799 Odd\r\nContent-Length: 0\r\n\r\n"],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"],
  ])("is told as 502 when it answers with %s", async (_what, text) => {
    const { url } = await startRawUpstream(answers(text));
    const gateway = aGateway(service(url));
    expect((await gateway.send({ method: "POST" })).status).toBe(502);
  });

  it.each([
    "http://127.0.0.1:1",
    "https://127.0.0.1:1",
    "https://localhost",
    "https://[::1]",
    "https://169.254.169.254",
  ])("is told as 502, and never connected to, when deployed and not public: %s", async (url) => {
    const gateway = aGateway(service(url), { reach: reachOfStage([]) });
    expect((await gateway.send()).status).toBe(502);
    expect(gateway.lines[0]).toMatchObject({ cause: "ForbiddenAddress" });
  });
});

describe("an upstream that is slow", () => {
  it("is told as 504 when its headers are too late", async () => {
    const { url } = await startUpstream(() => undefined);
    const gateway = aGateway(service(url, 1));
    const { status, json } = await gateway.send();
    expect(status).toBe(504);
    expect(json()).toMatchObject({ code: "upstream-timeout" });
    expect(gateway.lines[0]).toMatchObject({ status: 504, code: "upstream-timeout" });
  });

  it("is told as 504 while the invocation has time left to say so", async () => {
    const { url } = await startUpstream(() => undefined);
    expect((await aGateway(service(url, 900)).send({}, 1200)).status).toBe(504);
  });

  it("is told as 504 when the connection itself takes that long", async () => {
    // Documentation addresses (RFC 5737) lead nowhere; where a network refuses them at once, it is a 502.
    const { status } = await aGateway(service("http://192.0.2.1", 1)).send();
    expect([502, 504]).toContain(status);
  });
});

describe("a connection that was closed before an answer", () => {
  /** Closes the first connection without an answer, then behaves. */
  const closingOnce = async () => {
    let requests = 0;
    const upstream = await startRawUpstream((socket) =>
      socket.on("data", () => {
        requests += 1;
        if (requests === 1) socket.destroy();
        else socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      }),
    );
    return { ...upstream, requests: () => requests };
  };

  it.each(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])("is not tried again for %s", async (method) => {
    const { url, requests } = await closingOnce();
    expect((await aGateway(service(url)).send({ method })).status).toBe(502);
    expect(requests()).toBe(1);
  });

  it("is not tried again for a GET with a body", async () => {
    const { url, requests } = await closingOnce();
    expect((await aGateway(service(url)).send({ body: Buffer.from("x") })).status).toBe(502);
    expect(requests()).toBe(1);
  });

  it("does not affect a call after a pause: all are opened again", async () => {
    let at = 1_000_000;
    const { url, server } = await startUpstream((_request, response) => response.end("ok"));
    server.keepAliveTimeout = 60_000;
    let connections = 0;
    server.on("connection", () => {
      connections += 1;
    });
    const gateway = aGateway(service(url), { now: () => at });
    await gateway.send({ method: "POST" });
    expect(await atRest(() => connections)).toBe(1);
    await gateway.send({ method: "POST" });
    expect(connections).toBe(1);
    at += 4001;
    await gateway.send({ method: "POST" });
    expect(connections).toBe(2);
  });
});

describe("an answer that breaks off in the middle", () => {
  it("is cut for the caller too, and logged", async () => {
    const { url, sockets } = await startRawUpstream((socket) =>
      socket.on("data", () => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
      }),
    );
    const gateway = aGateway(service(url));
    const { sink, done } = gateway.start();
    const chunks: string[] = [];
    sink.stream.on("data", (chunk: Buffer) => {
      chunks.push(chunk.toString());
      for (const socket of sockets) socket.destroy();
    });
    await expect(done).rejects.toThrow();
    expect(sink.head?.statusCode).toBe(200);
    expect(chunks.join("")).toBe("half");
    // A regular end would make the caller take the half for the whole.
    expect(sink.stream.writableEnded).toBe(false);
    expect(gateway.lines[0]).toMatchObject({ status: 200, code: "answer-cut", bytesOut: 4 });
  });

  it("is cut as well when chunks stop without an end", async () => {
    const { url } = await startRawUpstream((socket) =>
      socket.on("data", () =>
        socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
      ),
    );
    const { sink, done } = aGateway(service(url)).start();
    sink.stream.resume();
    await expect(done).rejects.toThrow();
    expect(sink.stream.writableEnded).toBe(false);
  });
});
