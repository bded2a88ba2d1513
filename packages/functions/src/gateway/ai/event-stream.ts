/** A longer event is passed on unread. */
const MOST_BYTES = 1024 * 1024;

/**
 * Splits a stream of server-sent events into events, each with the blank line that ends it, byte for byte (WHATWG HTML,
 * "Server-sent events"). What is too long to be an event comes in pieces.
 */
export async function* eventsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  for await (const chunk of chunks) {
    // An end that is cut in two is found from three bytes before.
    let from = Math.max(0, waiting.length - 3);
    waiting = Buffer.concat([waiting, chunk]);
    for (let end = endOf(waiting, from); end > 0; end = endOf(waiting, from)) {
      yield waiting.subarray(0, end);
      waiting = waiting.subarray(end);
      from = 0;
    }
    if (waiting.length > MOST_BYTES) {
      yield waiting;
      waiting = Buffer.alloc(0);
    }
  }
  if (waiting.length > 0) yield waiting;
}

/** Where the first event ends; 0 when none does yet. */
const endOf = (bytes: Buffer, from: number): number => {
  const ends = ["\n\n", "\r\n\r\n", "\r\r"].flatMap((blank) => {
    const at = bytes.indexOf(blank, from);
    return at < 0 ? [] : [at + blank.length];
  });
  return ends.length === 0 ? 0 : Math.min(...ends);
};

/** The JSON that an event carries; nothing for `[DONE]`, comments and whatever else is none. */
export const eventData = (event: Buffer): unknown => {
  const data = event
    .toString("utf8")
    .split(/\r\n|\r|\n/)
    .flatMap((line) => (line.startsWith("data:") ? [line.slice(5)] : []))
    .join("\n");
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};
