import type { Readable, Writable } from "node:stream";
import type { HeaderLine } from "@latchkey/core/gateway/header-line";
import { CallRefusal, ClientGone } from "../problem/call-refusal.ts";

/** Status and headers, as the metadata of a streamed proxy answer has them. */
export interface AnswerHead {
  statusCode: number;
  multiValueHeaders: Record<string, string[]>;
}

/** Where an answer goes: the Lambda's response stream, and the way to put a head before what is written to it. */
export interface AnswerSink {
  stream: Writable;
  begin(head: AnswerHead): Writable;
}

/** API Gateway looks for the end of the metadata in the first 16 KB (8 NUL bytes follow it). */
const MAX_HEAD_BYTES = 16 * 1024 - 8;

/** @throws CallRefusal `upstream-unreachable` for headers that API Gateway would not take. */
export const answerHead = (statusCode: number, lines: readonly HeaderLine[]): AnswerHead => {
  const byName = new Map<string, [name: string, values: string[]]>();
  let characters = 0;
  for (const [name, value] of lines) {
    characters += name.length + value.length;
    const lower = name.toLowerCase();
    const entry = byName.get(lower);
    if (entry) entry[1].push(value);
    else byName.set(lower, [name, [value]]);
  }
  const head = { statusCode, multiValueHeaders: Object.fromEntries(byName.values()) };
  // As JSON a character is six bytes at most, and its surroundings are few: most heads are not written to be measured.
  const isShort = characters < MAX_HEAD_BYTES / 12 && lines.length < 64;
  if (!isShort && Buffer.byteLength(JSON.stringify(head)) > MAX_HEAD_BYTES)
    throw new CallRefusal("upstream-unreachable", "The service's answer has too many headers.");
  return head;
};

/** Sends status and headers at once, before there is a body. Danger: the runtime sends none of it without a `write`. */
export const beginAnswer = (sink: AnswerSink, head: AnswerHead): Writable => {
  const out = sink.begin(head);
  out.write("");
  return out;
};

/** Passes a body on as fast as the reader takes it, so that nothing piles up in memory. @throws ClientGone */
export const passBody = (body: Readable, out: Writable, passed: (bytes: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const leave = () => reject(new ClientGone());
    const goOn = () => body.resume();
    out.once("close", leave);
    out.on("drain", goOn);
    body.on("data", (chunk: Buffer) => {
      if (out.destroyed) return leave();
      passed(chunk.length);
      if (!out.write(chunk)) body.pause();
    });
    body.once("error", reject);
    body.once("close", () => {
      if (!body.readableEnded) reject(new Error("The answer ended before its end."));
    });
    body.once("end", () => {
      out.off("close", leave);
      out.off("drain", goOn);
      endAnswer(out).then(resolve, reject);
    });
  });

/** Ends an answer, with the last of its body. @throws ClientGone */
export const endAnswer = (out: Writable, last?: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    out.end(last, (error?: Error | null) => (error ? reject(new ClientGone()) : resolve()));
  });
