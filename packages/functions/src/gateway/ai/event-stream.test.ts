import { describe, expect, it } from "vitest";
import { eventData, eventsOf } from "./event-stream.ts";
import { meteredEvents } from "./metered-bodies.ts";
import { type Metered, TokenMeter } from "./token-meter.ts";

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const eventsIn = async (text: string, size: number): Promise<Buffer[]> => {
  const found: Buffer[] = [];
  for await (const { bytes } of eventsOf(chunksOf(text, size))) found.push(bytes);
  return found;
};
const events = async (text: string, size: number): Promise<string[]> =>
  (await eventsIn(text, size)).map((event) => event.toString());

const ENDS = ["\n\n", "\r\n\r\n", "\r\r", "\n\r\n", "\n\r", "\r\n\n", "\r\r\n"];

describe("a stream of events", () => {
  it.each(ENDS.flatMap((end) => [1, 2, 3, 7, 1000].map((size) => [JSON.stringify(end), size, end] as const)))(
    "ends one at the blank line %s, in pieces of %d bytes",
    async (_shown, size, end) => {
      const text = `data: {"n":1}${end}data: {"n":2}${end}`;
      const found = await events(text, size);
      expect(found.join("")).toBe(text);
      expect(found.map((event) => eventData(Buffer.from(event))).filter(Boolean)).toEqual([
        { n: 1 },
        { n: 2 },
      ]);
    },
  );

  it.each(
    ENDS.flatMap((end) => [1, 2, 3, 5, 7, 1000].map((size) => [JSON.stringify(end), size, end] as const)),
  )(
    "loses no byte beside an event that is hidden, ended by %s, in pieces of %d bytes",
    async (_shown, size, end) => {
      const shown = ['data: {"choices":[{}]}', "data: [DONE]"];
      const usage = 'data: {"choices":[],"usage":{"total_tokens":5}}';
      const sent = [shown[0], usage, shown[0], usage, shown[1]].map((line) => `${line}${end}`).join("");
      const told: Metered[] = [];
      const meter = new TokenMeter(async (metered) => void told.push(metered));
      const passed: Uint8Array[] = [];
      for await (const bytes of meteredEvents(chunksOf(sent, size), meter, true)) passed.push(bytes);
      expect(Buffer.concat(passed).toString()).toBe(
        [shown[0], shown[0], shown[1]].map((line) => `${line}${end}`).join(""),
      );
      expect(told).toMatchObject([{ said: { tokensIn: 5 } }]);
    },
  );

  it("takes one end of a line for none of an event", async () => {
    const text = 'event: x\r\ndata: {\r\ndata: "n":1}\r\n\r\n';
    expect(await events(text, 4)).toEqual([text]);
    expect(eventData(Buffer.from(text))).toEqual({ n: 1 });
  });

  it("gives one that is long in pieces, byte for byte", async () => {
    const large = `data: ${JSON.stringify({ x: "y".repeat(1_500_000) })}\n\n`;
    const after = 'data: {"n":1}\n\n';
    const pieces = await events(large + after, 65_536);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("") === large + after).toBe(true);
    expect(pieces.at(-1)).toBe(after);
  });

  it("reads data after a byte order mark, and none of what is no JSON", () => {
    expect(eventData(Buffer.from('\uFEFFdata: {"n":1}\n\n'))).toEqual({ n: 1 });
    for (const event of ["data: [DONE]\n\n", ": comment\n\n", "id: 1\n\n", "\n\n"])
      expect(eventData(Buffer.from(event))).toBeUndefined();
  });
});
