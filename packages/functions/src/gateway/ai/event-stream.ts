/** A longer event is passed on as it comes, in pieces. */
const MAX_EVENT_BYTES = 256 * 1024;

/** Two ends of a line in a row, each of those that WHATWG HTML allows ("Server-sent events", "Parsing"). */
const BLANK_LINE = /\r\n\r\n|\r\n\r|\r\n\n|\n\r\n|\n\r|\n\n|\r\r\n|\r\r/g;
const LONGEST_END = 4;
const [CARRIAGE_RETURN, LINE_FEED] = [0x0d, 0x0a];

/** An event with the blank line that ends it, or a piece of one. */
export interface EventPart {
  bytes: Buffer;
  /** A piece of an event that is too long to be held. */
  isPiece: boolean;
  /** The line feed behind a carriage return that has ended the event before: it came later. */
  isTail?: boolean;
}

/**
 * Splits a stream of server-sent events into events, byte for byte.
 * @param most bytes of an event that are held
 */
export async function* eventsOf(
  chunks: AsyncIterable<Uint8Array>,
  most = MAX_EVENT_BYTES,
): AsyncGenerator<EventPart> {
  let held: Buffer[] = [];
  let length = 0;
  let isLong = false;
  let endsInReturn = false;
  for await (const piece of chunks) {
    let chunk = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    if (chunk.length === 0) continue;
    if (endsInReturn && chunk[0] === LINE_FEED) {
      yield { bytes: chunk.subarray(0, 1), isPiece: false, isTail: true };
      chunk = chunk.subarray(1);
    }
    endsInReturn = false;
    // An end that is cut in two is found with the last bytes of what came before.
    const before = tailOf(held);
    let from = 0;
    for (const end of endsIn(before, chunk)) {
      held.push(chunk.subarray(from, end));
      yield { bytes: joined(held), isPiece: isLong };
      held = [];
      length = 0;
      isLong = false;
      from = end;
      endsInReturn = end === chunk.length && chunk[end - 1] === CARRIAGE_RETURN;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length <= most) continue;
    isLong = true;
    // Its last bytes may be the first of a blank line.
    const all = joined(held);
    yield { bytes: all.subarray(0, all.length - LONGEST_END), isPiece: true };
    held = [all.subarray(all.length - LONGEST_END)];
    length = LONGEST_END;
  }
  if (length > 0) yield { bytes: joined(held), isPiece: isLong };
}

const joined = (pieces: readonly Buffer[]): Buffer =>
  pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);

const tailOf = (held: readonly Buffer[]): string => {
  let tail = "";
  for (let at = held.length - 1; at >= 0 && tail.length < LONGEST_END - 1; at -= 1)
    tail = (held[at]?.toString("latin1") ?? "").slice(-(LONGEST_END - 1)) + tail;
  return tail.slice(-(LONGEST_END - 1));
};

/** Where events end in the chunk: each at a blank line, of which some may have come before. */
const endsIn = (before: string, chunk: Buffer): number[] => {
  const text = before + chunk.toString("latin1");
  const ends: number[] = [];
  for (const { index, 0: blank } of text.matchAll(BLANK_LINE)) {
    const end = index + blank.length - before.length;
    if (end > 0) ends.push(end);
  }
  return ends;
};

/** The usual event: one line of data. */
const ONE_LINE = /^data:([^\r\n]*)[\r\n]+$/;

/** The JSON that an event carries; nothing for `[DONE]`, comments and all else that is none. */
export const eventData = (event: Buffer): unknown => {
  const text = event.toString("utf8");
  try {
    return JSON.parse(ONE_LINE.exec(text)?.[1] ?? dataOf(text));
  } catch {
    return undefined;
  }
};

const dataOf = (text: string): string =>
  text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\r|\n/)
    .flatMap((line) => (line.startsWith("data:") ? [line.slice(5)] : []))
    .join("\n");
