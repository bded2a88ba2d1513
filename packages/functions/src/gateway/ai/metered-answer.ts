import { Readable } from "node:stream";
import type { UpstreamAnswer } from "../forward.ts";
import { comparable } from "../header-line.ts";
import { eventData, eventsOf } from "./event-stream.ts";
import type { TokenMeter } from "./token-meter.ts";
import { tokensOf } from "./token-usage.ts";

/** A larger answer is passed on as it comes, and its tokens are guessed. */
const MOST_JSON_BYTES = 8 * 1024 * 1024;

/** The answer of an AI service, read on its way to the caller. */
export const meteredAnswer = (
  answer: UpstreamAnswer,
  meter: TokenMeter,
  hidesUsage: boolean,
): UpstreamAnswer => {
  const isStream = /^text\/event-stream\b/i.test(headerOf(answer, "content-type") ?? "");
  const body = Readable.from(
    isStream ? meteredEvents(answer.body, meter, hidesUsage) : meteredJson(answer.body, meter),
  );
  // Whoever reads it is thrown its error; where nobody does any more, it must not end the process.
  body.on("error", () => undefined);
  body.on("close", () => answer.body.destroy());
  return { ...answer, body, headers: isStream ? withoutLength(answer.headers) : answer.headers };
};

async function* meteredEvents(
  body: AsyncIterable<Uint8Array>,
  meter: TokenMeter,
  hidesUsage: boolean,
): AsyncGenerator<Buffer> {
  for await (const event of eventsOf(body)) {
    const data = eventData(event);
    const tokens = tokensOf(data);
    if (tokens) meter.said(tokens);
    else meter.passedEvent();
    if (tokens && hidesUsage && isForUsageAlone(data)) continue;
    // `[DONE]`: the caller may take it for the end.
    if (data === undefined && meter.hasSaid) await meter.tell();
    yield event;
  }
  await meter.tell();
}

const isForUsageAlone = (data: unknown): boolean =>
  typeof data === "object" &&
  data !== null &&
  "choices" in data &&
  Array.isArray(data.choices) &&
  data.choices.length === 0;

/** Held back until it is whole: its length tells the caller where it ends. */
async function* meteredJson(body: AsyncIterable<Uint8Array>, meter: TokenMeter): AsyncGenerator<Buffer> {
  let held: Buffer[] | undefined = [];
  let length = 0;
  for await (const piece of body) {
    const chunk = Buffer.from(piece);
    meter.passed(chunk.length);
    length += chunk.length;
    held?.push(chunk);
    if (!held) yield chunk;
    else if (length > MOST_JSON_BYTES) {
      yield* held;
      held = undefined;
    }
  }
  const tokens = held && tokensOf(jsonOf(Buffer.concat(held)));
  if (tokens) meter.said(tokens);
  await meter.tell();
  if (held) yield* held;
}

const jsonOf = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
};

const headerOf = ({ headers }: UpstreamAnswer, name: string): string | undefined => {
  const at = headers.findIndex((each, index) => index % 2 === 0 && comparable(each) === name);
  return at < 0 ? undefined : headers[at + 1];
};

const withoutLength = (headers: readonly string[]): string[] =>
  headers.filter((_, index) => comparable(headers[index - (index % 2)] ?? "") !== "content-length");
