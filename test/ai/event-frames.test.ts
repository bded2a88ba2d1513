import { type Frame, FrameScan } from "@latchkey/core/metering/event-frames";
import { EventStreamCodec } from "@smithy/core/event-streams";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString("utf8"),
  (text) => Buffer.from(text),
);

const frame = (type: string, payload: string): Buffer =>
  Buffer.from(
    codec.encode({
      headers: {
        ":message-type": { type: "string", value: "event" },
        ":event-type": { type: "string", value: type },
        flag: { type: "boolean", value: true },
        off: { type: "boolean", value: false },
        small: { type: "byte", value: 1 },
        short: { type: "short", value: 2 },
        whole: { type: "integer", value: 3 },
        bytes: { type: "binary", value: Uint8Array.of(1, 2, 3) },
        at: { type: "timestamp", value: new Date(0) },
        id: { type: "uuid", value: "01234567-89ab-cdef-0123-456789abcdef" },
      },
      body: Buffer.from(payload),
    }),
  );

const framesIn = (bytes: Buffer, cut = 1_000_000): Frame[] => {
  const found: Frame[] = [];
  const scan = new FrameScan((each) => found.push(each));
  for (let at = 0; at < bytes.length; at += cut) scan.push(bytes.subarray(at, at + cut));
  return found;
};
const payloads = (frames: readonly Frame[]) => frames.map(({ payload }) => payload.toString());

describe("a stream of Amazon's frames", () => {
  const [one, two] = [frame("metadata", '{"a":1}'), frame("chunk", "x".repeat(3000))];

  it.each([1, 5, 11, 64, 100_000])("is read as the SDK writes it, in pieces of %d bytes", (cut) => {
    const frames = framesIn(Buffer.concat([one, two, one]), cut);
    expect(payloads(frames)).toEqual(['{"a":1}', "x".repeat(3000), '{"a":1}']);
    expect(frames.map(({ headers }) => headers[":event-type"])).toEqual(["metadata", "chunk", "metadata"]);
  });

  it("leaves a frame out whose checksum does not fit, and reads the next", () => {
    const broken = Buffer.from(one);
    broken[broken.length - 6] = (broken[broken.length - 6] ?? 0) ^ 1;
    expect(payloads(framesIn(Buffer.concat([broken, two])))).toEqual(["x".repeat(3000)]);
  });

  it.each([
    ["a prelude that does not fit", Buffer.concat([Buffer.alloc(12, 7), two])],
    ["a frame that is cut", one.subarray(0, 40)],
    ["a frame that is too long", frame("chunk", "x".repeat(1024 * 1024))],
    ["text", Buffer.from('data: {"usage":{"total_tokens":1}}\n\n')],
  ])("reads nothing of %s", (_what, bytes) => {
    expect(framesIn(bytes, 1000)).toEqual([]);
  });

  it("throws at no bytes", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat(200),
        fc.integer({ min: 1, max: 50 }),
        (noise, at, cut) => {
          const bytes = Buffer.concat([one, two]);
          bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), at);
          framesIn(bytes, cut);
        },
      ),
      { numRuns: 200 },
    );
  });
});
