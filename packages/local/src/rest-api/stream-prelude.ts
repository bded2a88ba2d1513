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
  let read = Buffer.alloc(0);
  while (read.length < MAX_PRELUDE_BYTES) {
    const next = await chunks.next();
    if (next.done) return undefined;
    read = Buffer.concat([read, next.value]);
    const end = read.indexOf(PRELUDE_DELIMITER);
    if (end < 0) continue;
    if (end + PRELUDE_DELIMITER.length > MAX_PRELUDE_BYTES) return undefined;
    const head = parsePrelude(read.toString("utf8", 0, end));
    return head && { head, body: read.subarray(end + PRELUDE_DELIMITER.length) };
  }
  return undefined;
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
  const cookies = parseAnswerHead({ multiValueHeaders: { "Set-Cookie": prelude.cookies ?? [] } });
  if (head === undefined || cookies === undefined || !hasSoundLength(head)) return undefined;
  const setCookies = cookies.headers.filter(([name]) => name === "Set-Cookie");
  return { statusCode: head.statusCode, headers: [...head.headers, ...setCookies] };
};

const hasSoundLength = (head: AnswerHead): boolean => {
  const lengths = head.headers.filter(([name]) => name.toLowerCase() === "content-length");
  return lengths.length <= 1 && lengths.every(([, value]) => /^\d{1,15}$/.test(value));
};
