import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import type { AnswerHead } from "./answer-head.ts";
import { ClientGone, cutConnection, writeChunk } from "./client-connection.ts";
import type { StreamingHandler } from "./lambda-handler.ts";
import { type InvocationOptions, lambdaContext } from "./lambda-invocation.ts";
import { LambdaResponseStream } from "./lambda-runtime-shim.ts";
import { readPrelude } from "./stream-prelude.ts";

export interface StreamOptions extends InvocationOptions {
  /** The longest silence between two pieces. */
  readonly idleMilliseconds: number;
  /** Nothing is sent before the answer is whole. */
  readonly held?: boolean;
}

/** `cut`: the head was sent, then the answer broke, and so did the connection. */
export type StreamResult =
  | { readonly kind: "sent" | "malformed" | "timed-out" | "client-gone" }
  | { readonly kind: "failed" | "cut"; readonly error: unknown };

class TimedOut extends Error {}

/**
 * Runs a streaming function and passes its answer on chunk by chunk: memory stays constant, and a client that reads
 * slowly slows the function down. A client that goes away breaks the function's stream.
 *
 * @param writeHead sends status and headers; called at most once, before any byte of the body
 */
export const streamLambda = async (
  handler: StreamingHandler,
  eventJson: string,
  response: ServerResponse,
  options: StreamOptions,
  writeHead: (head: AnswerHead) => void,
): Promise<StreamResult> => {
  const stream = new LambdaResponseStream();
  const expire = () => stream.destroy(new TimedOut("the function took too long"));
  const deadline = setTimeout(expire, options.timeoutMilliseconds);
  const silence = setTimeout(expire, options.idleMilliseconds);
  const onClose = () => stream.destroy(new ClientGone());
  response.once("close", onClose);
  const functionError = runFunction(handler, eventJson, stream, options);

  let headSent = false;
  try {
    const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
    const start = await readPrelude(chunks);
    if (start === undefined) {
      const failed = functionError();
      return failed ? { kind: "failed", error: failed.error } : { kind: "malformed" };
    }
    const rest = options.held ? await wholeOf(chunks, functionError) : chunks;
    writeHead(start.head);
    headSent = true;
    const declared = declaredLength(start.head, response);
    await passBody(start.body, rest, response, declared, () => silence.refresh());
    const failed = functionError();
    if (failed) throw failed.error;
    response.end();
    return { kind: "sent" };
  } catch (error) {
    if (headSent) cutConnection(response);
    if (error instanceof ClientGone) return { kind: "client-gone" };
    if (headSent) return { kind: "cut", error };
    return error instanceof TimedOut ? { kind: "timed-out" } : { kind: "failed", error };
  } finally {
    clearTimeout(deadline);
    clearTimeout(silence);
    response.off("close", onClose);
    stream.destroy();
  }
};

/** Starts the function; the result tells the error, if any, that ended its stream. */
const runFunction = (
  handler: StreamingHandler,
  eventJson: string,
  stream: LambdaResponseStream,
  options: InvocationOptions,
): (() => { readonly error: unknown } | undefined) => {
  let failed: { readonly error: unknown } | undefined;
  // Always listened to: a stream that breaks after both sides have let go of it must not end the process.
  stream.on("error", (error) => {
    failed ??= { error };
  });
  const run = async () => handler(JSON.parse(eventJson), stream, lambdaContext(options));
  run().catch((error: unknown) => {
    if (stream.writableEnded) return;
    failed ??= { error };
    // What it wrote before it failed still goes out; then the connection is cut.
    if (stream.started) stream.end();
    else stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return () => failed;
};

// A wrong Content-Length would make the client read the next answer as part of this one.
const passBody = async (
  first: Buffer,
  rest: AsyncIterator<Buffer>,
  response: ServerResponse,
  declared: number | undefined,
  onChunk: () => void,
): Promise<void> => {
  let sent = 0;
  for (let chunk: Buffer | undefined = first; chunk; chunk = await nextChunk(rest)) {
    onChunk();
    sent += chunk.length;
    if (declared !== undefined && sent > declared)
      throw new Error("the answer is longer than its Content-Length");
    if (chunk.length > 0) await writeChunk(response, chunk);
  }
  if (declared !== undefined && sent < declared)
    throw new Error("the answer is shorter than its Content-Length");
};

const wholeOf = async (
  chunks: AsyncIterator<Buffer>,
  functionError: () => { readonly error: unknown } | undefined,
): Promise<AsyncIterator<Buffer>> => {
  const held: Buffer[] = [];
  for (let chunk = await nextChunk(chunks); chunk; chunk = await nextChunk(chunks)) held.push(chunk);
  const failed = functionError();
  if (failed) throw failed.error;
  return Readable.from(held, { objectMode: true })[Symbol.asyncIterator]();
};

const nextChunk = async (chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> => {
  const next = await chunks.next();
  return next.done ? undefined : next.value;
};

const declaredLength = (head: AnswerHead, response: ServerResponse): number | undefined => {
  const bodiless = response.req.method === "HEAD" || head.statusCode === 204 || head.statusCode === 304;
  const declared = head.headers.find(([name]) => name.toLowerCase() === "content-length")?.[1];
  return bodiless || declared === undefined ? undefined : Number(declared);
};
