import { Writable } from "node:stream";
import type { StreamingHandler } from "./lambda-handler.ts";

// The names, the symbol and the framing are those of AWS's Node.js runtime (aws-lambda-nodejs-runtime-interface-client),
// so that a handler cannot tell the two apart.
const STREAMING = Symbol.for("aws.lambda.runtime.handler.streaming");
const PRELUDE_CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";
export const PRELUDE_DELIMITER = "\0".repeat(8);

/** Calls `done` when it takes the next piece, or with what breaks the stream. */
export type Pass = (chunk: Buffer, done: (error?: Error | null) => void) => void;

type Write = (chunk: string | Uint8Array) => void;

/**
 * The `responseStream` of a streaming handler. Writing obeys the usual back-pressure.
 *
 * Danger, kept from the real runtime: the prelude goes out before the first `write`, so a handler that only calls `end`
 * has answered nothing at all. For an empty body write an empty string.
 */
export class LambdaResponseStream extends Writable {
  contentType = "application/octet-stream";
  started = false;
  _onBeforeFirstWrite?: (write: Write) => void;
  readonly #pass: Pass;

  /** @param pass takes what is written */
  constructor(pass: Pass) {
    super();
    this.#pass = pass;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#pass(chunk, done);
  }

  setContentType(contentType: string): void {
    if (this.started) throw new Error("Cannot set content-type, too late.");
    this.contentType = contentType;
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    if (!this.started) {
      this.started = true;
      this._onBeforeFirstWrite?.((first) => super.write(first));
    }
    const bytes = typeof chunk === "string" || chunk instanceof Uint8Array ? chunk : JSON.stringify(chunk);
    // Nothing more is in it than the head in front.
    if (chunk === "" && rest.length === 0) return !this.writableNeedDrain;
    const [encoding, callback] = rest;
    const done = typeof encoding === "function" ? encoding : callback;
    return super.write(
      bytes,
      isEncoding(encoding) ? encoding : "utf8",
      typeof done === "function" ? (error) => done(error) : undefined,
    );
  }
}

const isEncoding = (value: unknown): value is BufferEncoding =>
  typeof value === "string" && Buffer.isEncoding(value);

interface PreludeStream {
  setContentType(contentType: string): void;
  _onBeforeFirstWrite?: (write: Write) => void;
}

export const awslambda = {
  streamifyResponse<Handler extends StreamingHandler>(handler: Handler): Handler {
    return Object.assign(handler, { [STREAMING]: "response" });
  },
  HttpResponseStream: {
    /** Frames what is written next as an HTTP answer: the prelude as JSON, 8 NUL bytes, then the body. */
    from<Stream extends PreludeStream>(stream: Stream, prelude: Readonly<Record<string, unknown>>): Stream {
      stream.setContentType(PRELUDE_CONTENT_TYPE);
      const framed = `${JSON.stringify(prelude)}${PRELUDE_DELIMITER}`;
      stream._onBeforeFirstWrite = (write) => write(framed);
      return stream;
    },
  },
};

export const isStreamingHandler = (handler: unknown): handler is StreamingHandler =>
  typeof handler === "function" && Reflect.get(handler, STREAMING) === "response";

// Handlers use the global while their modules load, so importing this file first is enough. The AWS SDK assigns to
// the global as well (@aws/lambda-invoke-store): what it keeps there stays, and it must be able to.
const held: unknown = Reflect.get(globalThis, "awslambda");
const kept = typeof held === "object" && held !== null ? held : {};
if (!Reflect.has(kept, "streamifyResponse")) {
  const value = Object.assign(awslambda, kept);
  Object.defineProperty(globalThis, "awslambda", { value, configurable: true, writable: true });
}
