import type { ServerResponse } from "node:http";
import type { AnswerHead } from "./answer-head.ts";
import { type BodyWriter, bodyWriter } from "./body-writer.ts";
import { ClientGone, cutConnection } from "./client-connection.ts";
import type { StreamingHandler } from "./lambda-handler.ts";
import { type InvocationOptions, lambdaContext } from "./lambda-invocation.ts";
import { LambdaResponseStream, type Pass } from "./lambda-runtime-shim.ts";
import { preludeReader } from "./stream-prelude.ts";

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
class Malformed extends Error {}

/**
 * Runs a streaming function and passes its answer on piece by piece: memory stays constant, and a client that reads
 * slowly slows the function down. A client that goes away breaks the function's stream.
 *
 * @param writeHead sends status and headers; called at most once, before any byte of the body
 */
export const streamLambda = async (
  handler: StreamingHandler,
  event: object,
  response: ServerResponse,
  options: StreamOptions,
  writeHead: (head: AnswerHead) => void,
): Promise<StreamResult> => {
  const readStart = preludeReader();
  let body: BodyWriter | undefined;
  const pass: Pass = (chunk, done) => {
    silence.refresh();
    if (body) return body.write(chunk, done);
    const start = readStart(chunk);
    if (start === "unfinished") return done();
    if (start === undefined) return done(new Malformed());
    body = bodyWriter(response, start.head, writeHead, options.held ?? false);
    body.write(start.body, done);
  };
  const stream = new LambdaResponseStream(pass);
  const expire = () => stream.destroy(new TimedOut("the function took too long"));
  const deadline = setTimeout(expire, options.timeoutMilliseconds);
  const silence = setTimeout(expire, options.idleMilliseconds);
  const onClose = () => stream.destroy(new ClientGone());
  response.once("close", onClose);
  const functionError = runFunction(handler, event, stream, options);

  try {
    await finished(stream);
    const failed = functionError();
    if (failed) throw failed.error;
    if (!body) return { kind: "malformed" };
    body.end();
    return { kind: "sent" };
  } catch (error) {
    if (error instanceof Malformed) return { kind: "malformed" };
    const isBegun = body?.isBegun() ?? false;
    if (isBegun) cutConnection(response);
    if (error instanceof ClientGone) return { kind: "client-gone" };
    if (isBegun) return { kind: "cut", error };
    return error instanceof TimedOut ? { kind: "timed-out" } : { kind: "failed", error };
  } finally {
    clearTimeout(deadline);
    clearTimeout(silence);
    response.off("close", onClose);
    stream.destroy();
  }
};

/** Everything was written and taken; rejects with what broke the stream. */
const finished = (stream: LambdaResponseStream): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.once("finish", resolve);
    stream.once("error", reject);
    // Asked first: an error has a stack, which costs what a whole header does.
    stream.once("close", () => {
      if (!stream.writableFinished) reject(new Error("The stream was closed before its end."));
    });
  });

/** Starts the function; the result tells the error, if any, that ended its stream. */
const runFunction = (
  handler: StreamingHandler,
  event: object,
  stream: LambdaResponseStream,
  options: InvocationOptions,
): (() => { readonly error: unknown } | undefined) => {
  let failed: { readonly error: unknown } | undefined;
  // Always listened to: a stream that breaks after both sides have let go of it must not end the process.
  stream.on("error", (error) => {
    failed ??= { error };
  });
  const run = async () => handler(event, stream, lambdaContext(options));
  run().catch((error: unknown) => {
    if (stream.writableEnded) return;
    failed ??= { error };
    // What it wrote before it failed still goes out; then the connection is cut.
    if (stream.started) stream.end();
    else stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return () => failed;
};
