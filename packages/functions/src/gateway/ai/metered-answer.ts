import { Readable } from "node:stream";
import { figuresOfHeaders } from "@latchkey/core/metering/answer-figures";
import type { UpstreamAnswer } from "../upstream/forward.ts";
import { headerOf, withoutHeaders } from "./answer-headers.ts";
import { decodedAnswer } from "./content-coding.ts";
import {
  type MeteredBody,
  meteredBytes,
  meteredEvents,
  meteredFrames,
  meteredJson,
  meteredLines,
  meteredPassingJson,
} from "./metered-bodies.ts";
import type { TokenMeter } from "./token-meter.ts";

/** How long an answer is read whose caller has left. Milliseconds. */
const MAX_DRAINED_MS = 300_000;

/** How the body of each media type is read. What is of none of them is counted by its length. */
const BODIES: Readonly<Record<string, MeteredBody>> = {
  "application/json": meteredJson,
  "text/event-stream": meteredEvents,
  "application/x-ndjson": meteredLines,
  "application/ndjson": meteredLines,
  "application/jsonl": meteredLines,
  "application/vnd.amazon.eventstream": meteredFrames,
};

export interface MeteredAnswer {
  /** As the caller gets it. */
  answer: UpstreamAnswer;
  /**
   * Reads to its end what the caller has not taken, as far as it may.
   * @param maxBytes how much is read at most
   */
  drain(maxBytes: number): Promise<void>;
}

/**
 * The answer of a model, read on its way to the caller. Only `application/json` is held until it is whole; all else goes on as
 * it comes. What came compressed is passed on readable.
 */
export const meteredAnswer = (
  came: UpstreamAnswer,
  meter: TokenMeter,
  hidesUsage: boolean,
): MeteredAnswer => {
  const type = (headerOf(came.headers, "content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const read = Object.hasOwn(BODIES, type)
    ? BODIES[type]
    : type.endsWith("+json")
      ? meteredPassingJson
      : undefined;
  const answer = read ? decodedAnswer(came) : came;
  meter.said(figuresOfHeaders((name) => headerOf(answer.headers, name)));
  const parts = (read ?? meteredBytes)(answer.body, meter, hidesUsage);
  const body = Readable.from(withoutReturn(parts));
  // A reader is thrown its error; where there is none any more, it must not end the process.
  body.on("error", () => undefined);
  const isStream = type === "text/event-stream";
  return {
    answer: {
      ...answer,
      body,
      headers: isStream ? withoutHeaders(answer.headers, "content-length") : answer.headers,
    },
    drain: async (maxBytes) => {
      let read = 0;
      const late = setTimeout(() => came.body.destroy(new Error("It goes on for too long.")), MAX_DRAINED_MS);
      try {
        for await (const part of parts) {
          read += part.length;
          if (read > maxBytes) break;
        }
      } finally {
        clearTimeout(late);
        answer.body.destroy();
        came.body.destroy();
      }
    },
  };
};

/** The same parts; who stops to read them does not end them. */
const withoutReturn = <T>(parts: AsyncGenerator<T>): AsyncIterable<T> => ({
  [Symbol.asyncIterator]: () => ({ next: () => parts.next() }),
});
