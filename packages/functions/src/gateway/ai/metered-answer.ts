import { Readable } from "node:stream";
import type { UpstreamAnswer } from "../upstream/forward.ts";
import { headerOf, withoutHeaders } from "./answer-headers.ts";
import { decodedAnswer } from "./content-coding.ts";
import { eventData, eventsOf } from "./event-stream.ts";
import type { TokenMeter } from "./token-meter.ts";
import { tokensOf } from "./token-usage.ts";

/** A larger answer is passed on as it comes, and its tokens are guessed. */
const MAX_JSON_BYTES = 8 * 1024 * 1024;

/**
 * The answer of a model, read on its way to the caller. Only JSON is held until it is whole; all else goes on as it comes.
 * What came compressed is passed on readable.
 */
export const meteredAnswer = (
  came: UpstreamAnswer,
  meter: TokenMeter,
  hidesUsage: boolean,
): UpstreamAnswer => {
  const isStream = isOfType(came, "text/event-stream");
  const isJson = isOfType(came, "application/json");
  const answer = isStream || isJson ? decodedAnswer(came) : came;
  const read = isStream ? meteredEvents : isJson ? meteredJson : meteredBytes;
  const body = Readable.from(read(answer.body, meter, hidesUsage));
  // A reader is thrown its error; where there is none any more, it must not end the process.
  body.on("error", () => undefined);
  body.on("close", () => answer.body.destroy());
  return {
    ...answer,
    body,
    headers: isStream ? withoutHeaders(answer.headers, "content-length") : answer.headers,
  };
};

const isOfType = ({ headers }: UpstreamAnswer, type: string): boolean =>
  (headerOf(headers, "content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() === type;

async function* meteredEvents(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
  hidesUsage: boolean,
): AsyncGenerator<Buffer> {
  for await (const event of eventsOf(body)) {
    const data = eventData(event);
    const tokens = tokensOf(data);
    if (tokens) meter.said(tokens);
    meter.passed(event.length);
    if (hidesUsage && isForUsageAlone(data)) continue;
    // `[DONE]`: the caller may take it for the end.
    if (data === undefined && meter.hasSaid) await meter.tell();
    yield event;
  }
  await meter.tell();
}

/** The event that only the gateway asked for: no choice, and a usage, possibly empty. */
const isForUsageAlone = (data: unknown): boolean =>
  typeof data === "object" &&
  data !== null &&
  "usage" in data &&
  "choices" in data &&
  Array.isArray(data.choices) &&
  data.choices.length === 0;

/** Held back until it is whole, so that it is charged before the caller has it. */
async function* meteredJson(body: AsyncIterable<Uint8Array>, meter: TokenMeter): AsyncGenerator<Buffer> {
  let held: Buffer[] | undefined = [];
  let length = 0;
  for await (const piece of body) {
    const chunk = Buffer.from(piece);
    meter.passed(chunk.length);
    length += chunk.length;
    held?.push(chunk);
    if (!held) yield chunk;
    else if (length > MAX_JSON_BYTES) {
      yield* held;
      held = undefined;
    }
  }
  const tokens = held && tokensOf(jsonOf(Buffer.concat(held)));
  if (tokens) meter.said(tokens);
  await meter.tell();
  if (held) yield* held;
}

/** Sound, images, lines of JSON: as they come, and charged by their length. */
async function* meteredBytes(body: AsyncIterable<Uint8Array>, meter: TokenMeter): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    meter.passed(chunk.length);
    yield chunk;
  }
  await meter.tell();
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
};
