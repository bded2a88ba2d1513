import { once } from "node:events";
import type { RequestListener } from "node:http";
import { json } from "node:stream/consumers";
import type { Service } from "@latchkey/core/service/service";
import { describe, expect, it } from "vitest";
import { aGateway, serviceAt, startUpstream } from "../gateway.fixture.ts";
import { CHUNK } from "../model.fixture.ts";

describe("an upstream that does not know the member", () => {
  const asked: boolean[] = [];
  const strict =
    (status: number): RequestListener =>
    async (request, response) => {
      const body = (await json(request)) as object;
      asked.push("stream_options" in body);
      if ("stream_options" in body || "broken" in body)
        response.writeHead(status).end('{"error":"unknown field"}');
      else response.setHeader("Content-Type", "text/event-stream").end(`data: ${JSON.stringify(CHUNK)}\n\n`);
    };
  const twice = async (status: number, body: object, fields: Partial<Service> = {}) => {
    asked.length = 0;
    const { url } = await startUpstream(strict(status));
    const gateway = aGateway(serviceAt(url, { kind: "ai", ...fields }), {});
    const send = () =>
      gateway.send({
        method: "POST",
        path: "/echo/v1/chat/completions",
        body: Buffer.from(JSON.stringify(body)),
        headers: { "Content-Type": ["application/json"] },
      });
    const answers = [await send(), await send()];
    return { statuses: answers.map((answer) => answer.status), asked: [...asked] };
  };

  it.each([400, 422])("and answers %d is asked once more without, and remembered", async (status) => {
    expect(await twice(status, { stream: true })).toEqual({
      statuses: [200, 200],
      asked: [true, false, false],
    });
  });

  it("is not remembered for a body that it refuses either way", async () => {
    expect(await twice(400, { stream: true, broken: 1 })).toEqual({
      statuses: [400, 400],
      asked: [true, false, true, false],
    });
  });

  it("is never asked where the service says `leave`", async () => {
    expect(await twice(400, { stream: true }, { usageEvent: "leave" })).toEqual({
      statuses: [200, 200],
      asked: [false, false],
    });
  });

  it("is asked once where it answers anything else", async () => {
    expect((await twice(500, { stream: true })).asked).toEqual([true, true]);
  });
});

it.each([
  "audio/mpeg",
  "application/x-ndjson",
  "text/plain",
  "application/vnd.amazon.eventstream",
  "text/event-stream",
])("An answer of the type %s streams: its first bytes are there before the last are sent", async (type) => {
  const go = Promise.withResolvers<void>();
  const { url } = await startUpstream(async (_request, response) => {
    response.setHeader("Content-Type", type).write("data: 1\n\n");
    await go.promise;
    response.end("data: 2\n\n");
  });
  const { sink, done } = aGateway(serviceAt(url, { kind: "ai" })).start({
    method: "POST",
    path: "/echo/v1/x",
  });
  const [first] = await once(sink.stream, "data");
  expect(String(first)).toBe("data: 1\n\n");
  go.resolve();
  await done;
});
