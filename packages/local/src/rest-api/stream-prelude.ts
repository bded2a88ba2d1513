import { type AnswerHead, isRecord, parseAnswerHead } from "./answer-head.ts";
import { PRELUDE_DELIMITER } from "./lambda-runtime-shim.ts";

/** The delimiter must lie within the first 16 KB (AWS: "Lambda proxy integration with payload response streaming"). */
const MAX_PRELUDE_BYTES = 16 * 1024;
const FIELDS = new Set(["statusCode", "headers", "multiValueHeaders", "cookies"]);

export interface StreamStart {
  readonly head: AnswerHead;
  /** What of the body came along with the prelude. */
  readonly body: Buffer;
}

/** Reads as far as the prelude of a streamed answer goes; undefined when there is none or it is malformed. */
export const readPrelude = async (chunks: AsyncIterator<Buffer>): Promise<StreamStart | undefined> => {
  const read = preludeReader();
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    const start = read(next.value);
    if (start !== "unfinished") return start;
  }
  return undefined;
};

/** Takes the pieces of a streamed answer one by one, until it has its head; undefined for one that is malformed. */
export const preludeReader = (): ((chunk: Buffer) => StreamStart | "unfinished" | undefined) => {
  let read: Buffer = Buffer.alloc(0);
  return (chunk) => {
    read = read.length === 0 ? chunk : Buffer.concat([read, chunk]);
    const end = read.indexOf(PRELUDE_DELIMITER);
    if (end < 0) return read.length < MAX_PRELUDE_BYTES ? "unfinished" : undefined;
    if (end + PRELUDE_DELIMITER.length > MAX_PRELUDE_BYTES) return undefined;
    const head = parsePrelude(read.toString("utf8", 0, end));
    return head && { head, body: read.subarray(end + PRELUDE_DELIMITER.length) };
  };
};

const parsePrelude = (json: string): AnswerHead | undefined => {
  let prelude: unknown;
  try {
    prelude = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isRecord(prelude) || !Object.keys(prelude).every((name) => FIELDS.has(name))) return undefined;
  const head = parseAnswerHead(prelude);
  if (head === undefined || !hasSoundLength(head)) return undefined;
  if (prelude.cookies === undefined) return head;
  const cookies = parseAnswerHead({ multiValueHeaders: { "Set-Cookie": prelude.cookies ?? [] } });
  if (cookies === undefined) return undefined;
  const setCookies = cookies.headers.filter(([name]) => name === "Set-Cookie");
  return { statusCode: head.statusCode, headers: [...head.headers, ...setCookies] };
};

const hasSoundLength = (head: AnswerHead): boolean => {
  const lengths = head.headers.filter(([name]) => name.toLowerCase() === "content-length");
  return lengths.length <= 1 && lengths.every(([, value]) => /^\d{1,15}$/.test(value));
};
