import { PassThrough, type Readable } from "node:stream";
import { LambdaResponseStream } from "./lambda-runtime-shim.ts";

/** A stream for a function that is called without the adapter, and what it writes there. */
export const readableAnswer = (): { readonly stream: LambdaResponseStream; readonly answer: Readable } => {
  const answer = new PassThrough();
  const stream = new LambdaResponseStream((chunk, done) => answer.write(chunk, done));
  stream.once("finish", () => answer.end());
  stream.once("error", (error) => answer.destroy(error));
  return { stream, answer };
};
