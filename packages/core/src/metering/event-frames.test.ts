import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Frame, FrameScan } from "./event-frames.ts";

const MEBIBYTE = 1024 * 1024;
/** A frame's prelude and its last checksum. */
const AROUND = 16;

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** A frame by its bytes; both checksums fit, whatever the lengths say. */
const frame = (
  headers: Buffer,
  payload: string,
  told: { length?: number; headers?: number } = {},
): Buffer => {
  const length = told.length ?? AROUND + headers.length + payload.length;
  const lengths = Buffer.concat([number(length), number(told.headers ?? headers.length)]);
  const bytes = Buffer.concat([lengths, number(crc32(lengths)), headers, Buffer.from(payload)]);
  return Buffer.concat([bytes, number(crc32(bytes))]);
};

const NONE = Buffer.alloc(0);
const header = (name: string, type: number, ...rest: number[]) =>
  Buffer.from([name.length, ...Buffer.from(name), type, ...rest]);
const text = (name: string, value: string) =>
  header(name, 7, value.length >> 8, value.length & 0xff, ...Buffer.from(value));

const read = (...pieces: Uint8Array[]): Frame[] => {
  const found: Frame[] = [];
  const scan = new FrameScan((each) => found.push(each));
  for (const piece of pieces) scan.push(piece);
  return found;
};
const payloads = (...pieces: Uint8Array[]) => read(...pieces).map(({ payload }) => payload.toString());

describe("a frame", () => {
  it("may have neither headers nor payload, and a header no name and no text", () => {
    expect(read(frame(NONE, ""))).toEqual([{ headers: {}, payload: NONE }]);
    expect(read(frame(text("", ""), ""))).toEqual([{ headers: { "": "" }, payload: NONE }]);
  });

  it("has those of its headers that are texts, the last of a name", () => {
    const others = [
      ...[0, 1].map((type) => header("flag", type)),
      ...(
        [
          [2, 1],
          [3, 2],
          [4, 4],
          [5, 8],
          [8, 8],
          [9, 16],
        ] as const
      ).map(([type, bytes]) => header("n", type, ...Buffer.alloc(bytes, 7))),
      header("bytes", 6, 0, 2, 7, 7),
    ];
    const headers = Buffer.concat([text("a", "1"), ...others, text("b", "x".repeat(300)), text("a", "2")]);
    expect(read(frame(headers, "p"))).toEqual([
      { headers: { a: "2", b: "x".repeat(300) }, payload: Buffer.from("p") },
    ]);
  });

  it.each<[what: string, headers: Buffer]>([
    ["a name beyond the headers", Buffer.from([9, 0x61])],
    ["a name and no type", Buffer.from([1, 0x61])],
    ["a type that is not known", header("a", 10)],
    ["a length that is cut", header("a", 7, 0)],
    ["a text beyond the headers", header("a", 7, 0, 2, 0x62)],
    ["a text of the greatest length", header("a", 7, 0xff, 0xff)],
    ["a number beyond the headers", header("a", 4, 0, 0, 0)],
  ])("is left out that has %s, and the next is read", (_what, headers) => {
    expect(payloads(frame(headers, "left out"), frame(NONE, "next"))).toEqual(["next"]);
  });

  it("is read up to a mebibyte, and nothing after a longer one", () => {
    const [longest, longer] = ["x".repeat(MEBIBYTE - AROUND), "x".repeat(MEBIBYTE - AROUND + 1)];
    expect(payloads(frame(NONE, longest), frame(NONE, "next"))).toEqual([longest, "next"]);
    expect(payloads(frame(NONE, longer), frame(NONE, "next"))).toEqual([]);
  });

  it.each<[what: string, told: { length?: number; headers?: number }]>([
    ["no length", { length: 0 }],
    ["less than a frame's least length", { length: AROUND - 1 }],
    ["the greatest length", { length: 0xffff_ffff }],
    ["more headers than it is long", { headers: 1 }],
    ["the greatest length of headers", { headers: 0xffff_ffff }],
  ])("that tells %s ends the reading", (_what, told) => {
    expect(payloads(frame(NONE, "", told), frame(NONE, "next"))).toEqual([]);
  });

  it("is found once its last byte has come", () => {
    const whole = frame(text("a", "1"), "p");
    expect(payloads(whole.subarray(0, -1))).toEqual([]);
    expect(payloads(...[...whole].map((byte) => Buffer.of(byte)))).toEqual(["p"]);
    expect(payloads(NONE, Buffer.concat([whole, whole]), NONE)).toEqual(["p", "p"]);
  });
});
