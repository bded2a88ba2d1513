import { once } from "node:events";
import { PassThrough, Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { atRest } from "@latchkey/aws/testing/at-rest";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { awslambda, type LambdaResponseStream } from "./lambda-runtime-shim.ts";
import { endWith, type Run, streamed, writeWhole } from "./response-stream.fixture.ts";
import { open, route, send, startApi } from "./rest-api.fixture.ts";

describe("a streamed answer", () => {
  it("has the prelude's status, headers and cookies, and reaches the client piece by piece", async () => {
    const gate = new PassThrough();
    const prelude = {
      statusCode: 206,
      headers: { "Content-Type": "text/event-stream", "WWW-Authenticate": "Bearer" },
      multiValueHeaders: { X: ["1", "2"] },
      cookies: ["a=1", "b=2"],
    };
    const { port } = await streamed((body) => pipeline(gate, body), prelude);
    gate.write("one");
    const response = await open(port, "/x");
    expect(response.statusCode).toBe(206);
    expect(response.headers).toMatchObject({
      "content-type": "text/event-stream",
      "x-amzn-remapped-www-authenticate": "Bearer",
      "set-cookie": ["a=1", "b=2"],
      "transfer-encoding": "chunked",
      x: "1, 2",
    });
    const pieces: AsyncIterator<Buffer> = response[Symbol.asyncIterator]();
    expect(String((await pieces.next()).value)).toBe("one");
    gate.end("two");
    expect(String((await pieces.next()).value)).toBe("two");
    expect((await pieces.next()).done).toBe(true);
    expect(response.complete).toBe(true);
  });

  it("of 100 MB takes constant memory and the client's pace", async () => {
    const piece = Buffer.alloc(64 * 1024, 1);
    let produced = 0;
    function* pieces() {
      for (; produced < 100 * 1024 * 1024; produced += piece.length) yield piece;
    }
    const { port } = await streamed((body) => pipeline(Readable.from(pieces()), body));
    const response = await open(port, "/x");
    // The client has not read: only sockets and stream buffers are full.
    expect(await atRest(() => produced)).toBeLessThan(20 * 1024 * 1024);
    let received = 0;
    let held = 0;
    for await (const chunk of response) {
      received += chunk.length;
      held = Math.max(held, produced - received);
    }
    expect(received).toBe(100 * 1024 * 1024);
    expect(held).toBeLessThan(20 * 1024 * 1024);
  });

  it("breaks the function's stream when the client goes away", async () => {
    const source = new Readable({ read: () => {} });
    source.push("begin");
    const { port, faults } = await streamed((body) => pipeline(source, body));
    const response = await open(port, "/x");
    await once(response, "data");
    response.destroy();
    await expect(once(source, "close")).rejects.toThrow("the client went away");
    expect(source.destroyed).toBe(true);
    expect(faults).toEqual([]);
  });

  it("is a cut connection when the function fails after its first bytes", async () => {
    const { port, faults } = await streamed((body) => {
      body.write("begin");
      throw new Error("late");
    });
    const response = await open(port, "/x");
    expect(response.statusCode).toBe(200);
    const received: string[] = [];
    response.on("data", (data) => received.push(String(data)));
    await expect(once(response, "end")).rejects.toThrow("aborted");
    expect(received.join("")).toBe("begin");
    expect(String(faults[0]?.error)).toContain("late");
  });

  it("is a cut connection when its source breaks in the middle", async () => {
    const source = new Readable({ read: () => {} });
    source.push("begin");
    const { port } = await streamed((body) => pipeline(source, body));
    const response = await open(port, "/x");
    await once(response, "data");
    source.destroy(new Error("upstream broke"));
    await expect(once(response, "end")).rejects.toThrow("aborted");
  });

  it("is 502 when the function fails before it has written", async () => {
    const { port } = await streamed(() => Promise.reject(new Error("early")));
    expect(await send(port, "/x")).toMatchObject({
      status: 502,
      body: '{"message":"Internal server error"}',
    });
  });

  it.each<[string, Run]>([
    ["only ends: the prelude goes before a write", (body) => body.end()],
    ["has no delimiter", (_, raw) => endWith(raw, "{}")],
    ["has no JSON before the delimiter", (_, raw) => endWith(raw, "nonsense\0\0\0\0\0\0\0\0")],
    ["has an unknown field", (_, raw) => endWith(raw, '{"body":""}\0\0\0\0\0\0\0\0')],
    ["has its delimiter after 16 KB", (_, raw) => endWith(raw, `{}${" ".repeat(16_384)}\0\0\0\0\0\0\0\0`)],
    [
      "has a length that is no number",
      (_, raw) => endWith(raw, '{"headers":{"Content-Length":"x"}}\0\0\0\0\0\0\0\0'),
    ],
  ])("that %s is 502", async (_, run) => {
    const { port } = await streamed(run);
    expect((await send(port, "/x")).status).toBe(502);
  });

  it("may have an empty body, by writing an empty string", async () => {
    const { port } = await streamed((body) => writeWhole(body, ""));
    expect(await send(port, "/x")).toMatchObject({ status: 200, body: "" });
  });

  it("keeps a Content-Length that is true, and is cut when it is not", async () => {
    const answer = async (length: number) => {
      const prelude = { statusCode: 200, headers: { "Content-Length": String(length) } };
      const { port } = await streamed((body) => writeWhole(body, "12345"), prelude);
      return send(port, "/x");
    };
    expect(await answer(5)).toMatchObject({ status: 200, body: "12345", headers: { "content-length": "5" } });
    await expect(answer(6)).rejects.toThrow("aborted");
    await expect(answer(4)).rejects.toThrow();
  });

  it("is 504 when nothing comes in time, and cut when it falls silent later", async () => {
    const late = await streamed(() => new Promise(() => undefined), {}, { idleMilliseconds: 50 });
    expect((await send(late.port, "/x")).status).toBe(504);
    const silent = await streamed((body) => void body.write("begin"), {}, { idleMilliseconds: 50 });
    await expect(send(silent.port, "/x")).rejects.toThrow("aborted");
  });

  it("lives on while pieces come, and no longer than its time in all", async () => {
    const begun = Promise.withResolvers<LambdaResponseStream>();
    const handler = awslambda.streamifyResponse(async (_event: unknown, stream: LambdaResponseStream) =>
      begun.resolve(awslambda.HttpResponseStream.from(stream, {})),
    );
    const routes = [route("GET", "/x", handler, { streaming: true, timeoutMilliseconds: 900 })];
    const { port } = await startApi({ routes, idleMilliseconds: 300 });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const opening = open(port, "/x");
    const body = await begun.promise;
    body.write(".");
    const response = await opening;
    const pieces: AsyncIterator<Buffer> = response[Symbol.asyncIterator]();
    expect(String((await pieces.next()).value)).toBe(".");
    for (const _passed of [299, 598, 897]) {
      vi.advanceTimersByTime(299);
      body.write(".");
      expect(String((await pieces.next()).value)).toBe(".");
    }
    vi.advanceTimersByTime(3);
    await expect(pieces.next()).rejects.toThrow("aborted");
  });

  it("has no body for HEAD", async () => {
    const { port } = await streamed((body) => writeWhole(body, "abc"));
    expect(await send(port, "/x", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });
});
