import type { JsonScan } from "@latchkey/core/json/json-scan";
import { isLastEvent } from "@latchkey/core/metering/answer-figures";
import { FrameScan } from "@latchkey/core/metering/event-frames";
import { eventData, eventsOf } from "./event-stream.ts";
import type { TokenMeter } from "./token-meter.ts";

/** The body of an answer, passed on byte for byte and read on the way. */
export type MeteredBody = (
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
  hidesUsage: boolean,
) => AsyncGenerator<Uint8Array>;

/** A larger answer is passed on as it comes. */
const MAX_HELD_BYTES = 8 * 1024 * 1024;
const LINE_FEED = 0x0a;

/** JSON is held until it is whole, so that the caller has it once it is counted. */
export async function* meteredJson(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
): AsyncGenerator<Uint8Array> {
  const scan = meter.scan();
  let held: Buffer[] | undefined = [];
  let length = 0;
  for await (const piece of body) {
    const chunk = Buffer.from(piece);
    meter.passed(chunk.length);
    scan.push(chunk);
    length += chunk.length;
    held?.push(chunk);
    if (!held) yield chunk;
    else if (length > MAX_HELD_BYTES) {
      yield* held;
      held = undefined;
    }
  }
  await meter.end();
  if (held) yield* held;
}

/** JSON of a type of its own is passed on as it comes. */
export async function* meteredPassingJson(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
): AsyncGenerator<Uint8Array> {
  const scan = meter.scan();
  for await (const chunk of body) {
    meter.passed(chunk.length);
    scan.push(chunk);
    yield chunk;
  }
  await meter.end();
}

export async function* meteredEvents(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
  hidesUsage: boolean,
): AsyncGenerator<Uint8Array> {
  let scan: JsonScan | undefined;
  let isHidden = false;
  for await (const { bytes, isPiece, isTail } of eventsOf(body)) {
    meter.passed(bytes.length);
    if (isTail) {
      if (!isHidden) yield bytes;
      continue;
    }
    if (isPiece) {
      if (scan) scan.push(bytes);
      else {
        scan = meter.scan();
        scan.push(bytes.subarray(dataStart(bytes)));
      }
      yield bytes;
      continue;
    }
    scan = undefined;
    const data = eventData(bytes);
    meter.read(data);
    isHidden = hidesUsage && isForUsageAlone(data);
    if (isHidden) continue;
    if ((isLastEvent(data) || isDone(bytes)) && meter.hasSaid) await meter.end();
    yield bytes;
  }
  await meter.end();
}

/** OpenAI's last event, which is no JSON. */
const isDone = (event: Buffer): boolean =>
  event.length < 64 && /^data: ?\[DONE\]/m.test(event.toString("latin1"));

const dataStart = (bytes: Buffer): number => Math.max(0, bytes.indexOf("data:") + "data:".length);

/** The event that only the gateway asked for: no choice, and a usage, possibly empty. */
const isForUsageAlone = (data: unknown): boolean =>
  typeof data === "object" &&
  data !== null &&
  "usage" in data &&
  "choices" in data &&
  Array.isArray(data.choices) &&
  data.choices.length === 0;

/** Lines of JSON, as they come. Figures stand in the last line, which waits until it is counted. */
export async function* meteredLines(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
): AsyncGenerator<Uint8Array> {
  let scan = meter.scan();
  for await (const piece of body) {
    const chunk = Buffer.from(piece);
    meter.passed(chunk.length);
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      scan.push(chunk.subarray(from, end));
      scan = meter.scan();
      from = end + 1;
    }
    scan.push(chunk.subarray(from));
    if (meter.hasSaid) await meter.end();
    yield chunk;
  }
  await meter.end();
}

/** Frames of Amazon Bedrock: of ConverseStream, or of InvokeModelWithResponseStream, whose chunks hold JSON in base64. */
export async function* meteredFrames(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
): AsyncGenerator<Uint8Array> {
  const scan = new FrameScan(({ headers, payload }) =>
    meter.read(frameData(headers[":event-type"], payload)),
  );
  for await (const chunk of body) {
    meter.passed(chunk.length);
    scan.push(chunk);
    yield chunk;
  }
  await meter.end();
}

const frameData = (type: string | undefined, payload: Buffer): unknown => {
  const data = jsonOf(payload);
  if (type !== "chunk" || typeof data !== "object" || data === null || !("bytes" in data)) return data;
  return typeof data.bytes === "string" ? jsonOf(Buffer.from(data.bytes, "base64")) : undefined;
};

/** Sound and images: as they come, and counted by their length. */
export async function* meteredBytes(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    meter.passed(chunk.length);
    yield chunk;
  }
  await meter.end();
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
};
