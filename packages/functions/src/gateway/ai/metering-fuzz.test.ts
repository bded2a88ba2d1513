import { Readable } from "node:stream";
import { ANSWERS, SILENT } from "@latchkey/core/metering/token-answers.fixture";
import { inFull } from "@latchkey/core/testing/in-full";
import fc from "fast-check";
import { expect, it } from "vitest";
import { meteredAnswer } from "./metered-answer.ts";
import { type Metered, TokenMeter } from "./token-meter.ts";

const TYPES = [
  "application/json",
  "text/event-stream",
  "application/x-ndjson",
  "application/vnd.amazon.eventstream",
  "application/geo+json",
  "audio/mpeg",
];

/** An answer as it is documented, in the form of its type. */
const written = (type: string, parts: readonly unknown[]): Buffer => {
  if (type === "text/event-stream")
    return Buffer.from(parts.map((part) => `data: ${JSON.stringify(part)}\n\n`).join(""));
  if (type.endsWith("ndjson")) return Buffer.from(parts.map((part) => `${JSON.stringify(part)}\n`).join(""));
  return Buffer.from(JSON.stringify(parts[0] ?? null));
};

/** A change at a place of it: other bytes, bytes less, a piece twice. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(12),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        "{",
        "}",
        "[",
        "]",
        '"',
        "\\",
        ",",
        ":",
        "\n\n",
        "\r",
        "data:",
        "\uFEFF",
        "1e999",
        '"usage":',
      )
      .map((text) => Buffer.from(text)),
  ),
});

const changed = (bytes: Buffer, changes: readonly { at: number; cut: number; put: Buffer }[]): Buffer =>
  changes.reduce((given, { at, cut, put }) => {
    const from = Math.floor(at * given.length);
    return Buffer.concat([given.subarray(0, from), put, given.subarray(from + cut)]);
  }, bytes);

it("An answer that is changed anywhere reaches the caller byte for byte, is told once, and throws nothing", async () => {
  const answers = [...ANSWERS, ...SILENT].map(([, parts]) => parts);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...answers),
      fc.constantFrom(...TYPES),
      fc.array(change, { maxLength: 4 }),
      fc.integer({ min: 1, max: 400 }),
      async (parts, type, changes, size) => {
        const bytes = changed(written(type, parts), changes);
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        const told: Metered[] = [];
        const meter = new TokenMeter(async (metered) => void told.push(metered));
        const body = Readable.from(pieces);
        const { answer, drain } = meteredAnswer(
          { status: 200, headers: ["Content-Type", type], body },
          meter,
          false,
        );
        const passed: Buffer[] = [];
        for await (const piece of answer.body) passed.push(piece);
        await drain(1000);
        expect(Buffer.concat(passed).equals(bytes)).toBe(true);
        expect(told).toHaveLength(1);
        const { said, bytesOut } = told[0] ?? {};
        expect(bytesOut).toBeLessThanOrEqual(bytes.length);
        for (const count of Object.values(said ?? {}))
          expect(count).toSatisfy((each) => Number.isInteger(each) && each >= 0);
      },
    ),
    { numRuns: inFull ? 100_000 : 1500 },
  );
});
