import type { ServerResponse } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { inFull } from "@latchkey/core/testing/in-full";
import { expect, it } from "vitest";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";
import { CHUNK, EXTRA } from "./model.fixture.ts";

const STREAMS = inFull ? 1000 : 100;
const EVENTS = 128;
const event = (value: object) => `data: ${JSON.stringify(value)}\n\n`;
const EVENT = event({ ...CHUNK, padding: "x".repeat(2048) });
const ASKED = Buffer.from(JSON.stringify({ model: "m", stream: true, messages: [] }));

setFlagsFromString("--expose-gc");
const collect: () => void = runInNewContext("gc");

/** Bytes that this process holds, once what nothing refers to is gone. */
const held = (): number => {
  // What buffers have held is counted off by the collection after theirs.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

it(`${STREAMS} streams of a model at once hold a bounded part of the memory each, however much has passed through them`, async () => {
  const answers: ServerResponse[] = [];
  const { url } = await startUpstream((request, response) => {
    request.resume();
    response.setHeader("Content-Type", "text/event-stream").write(EVENT);
    answers.push(response);
  });
  const service = serviceAt(url, { kind: "ai", upstream: { url, timeoutSeconds: 600, sealedHeaders: {} } });
  const gateway = aGateway(service, { maxConcurrentCalls: STREAMS });
  const before = held();
  const passed: number[] = Array(STREAMS).fill(0);
  const calls: Promise<unknown>[] = [];
  const open = (index: number) => {
    const call = gateway.start(
      {
        ...{ method: "POST", path: "/echo/v1/chat/completions", body: ASKED },
        headers: { "Content-Type": ["application/json"] },
      },
      900_000,
    );
    call.sink.stream.on("data", (bytes: Buffer) => {
      passed[index] = (passed[index] ?? 0) + bytes.length;
    });
    calls.push(call.done);
  };
  const havePassed = (events: number, streams = STREAMS) =>
    expect.poll(() => passed.filter((bytes) => bytes === events * EVENT.length).length).toBe(streams);

  // A hundred connections begin at once, and all of them stay.
  for (let index = 0; index < STREAMS; index += 1) {
    open(index);
    if ((index + 1) % 100 === 0) await havePassed(1, index + 1);
  }
  const opened = held();
  for (let sent = 1; sent < EVENTS; sent += 1) for (const answer of answers) answer.write(EVENT);
  await havePassed(EVENTS);
  // Each has passed a quarter of a megabyte meanwhile. Buffers are swept beside the program, some time after they are free.
  await expect.poll(() => (held() - opened) / STREAMS).toBeLessThan(16 * 1024);
  for (const answer of answers) answer.end(`${event(EXTRA)}data: [DONE]\n\n`);
  await Promise.all(calls);

  // The test's own upstream and readers are in it: two connections of a client and two of a server.
  expect((opened - before) / STREAMS).toBeLessThan(128 * 1024);
  expect(gateway.lines.map(({ tokensIn, tokensOut }) => [tokensIn, tokensOut])).toEqual(
    Array(STREAMS).fill([9, 12]),
  );
});
