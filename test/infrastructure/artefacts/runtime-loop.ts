import { request } from "node:http";
import { join } from "node:path";
import { json, text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { isStreamingHandler } from "@latchkey/local/rest-api/lambda-runtime-shim";
import { readableAnswer } from "@latchkey/local/rest-api/readable-answer";

/*
 * The least of a Node.js runtime: what runs a bundle where `aws-lambda-ric` could not be built. It takes events from
 * the Runtime API and gives answers back, whole or as they are written.
 */

const { AWS_LAMBDA_RUNTIME_API = "", LAMBDA_TASK_ROOT = "", _HANDLER = "" } = process.env;
const BASE = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;

const post = (path: string, headers: Record<string, string>) =>
  request(`${BASE}${path}`, { method: "POST", headers });

const send = (path: string, body: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    const sending = post(path, { "Content-Type": "application/json" });
    sending.on("response", (response) => text(response).then(() => resolve(), reject));
    sending.on("error", reject);
    sending.end(JSON.stringify(body ?? null));
  });

const failure = (error: unknown) => ({
  errorType: error instanceof Error ? error.name : "Error",
  errorMessage: error instanceof Error ? error.message : String(error),
});

const next = async (): Promise<{ id: string; event: unknown }> => {
  const response = await new Promise<import("node:http").IncomingMessage>((resolve, reject) => {
    request(`${BASE}/invocation/next`).on("response", resolve).on("error", reject).end();
  });
  return { id: String(response.headers["lambda-runtime-aws-request-id"]), event: await json(response) };
};

const contextOf = (id: string) => ({
  callbackWaitsForEmptyEventLoop: true,
  awsRequestId: id,
  functionName: process.env["AWS_LAMBDA_FUNCTION_NAME"] ?? "",
  functionVersion: "$LATEST",
  invokedFunctionArn: "",
  logGroupName: "",
  logStreamName: "",
  memoryLimitInMB: process.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] ?? "",
  getRemainingTimeInMillis: () => 60_000,
});

const answer = async (handler: unknown, id: string, event: unknown): Promise<void> => {
  if (typeof handler !== "function") throw new Error(`${_HANDLER} is not a function.`);
  if (!isStreamingHandler(handler))
    return send(`/invocation/${id}/response`, await handler(event, contextOf(id)));
  const { stream, answer: written } = readableAnswer();
  const running = Promise.resolve(handler(event, stream, contextOf(id)));
  await new Promise((resolve) => written.once("readable", resolve));
  const sending = post(`/invocation/${id}/response`, {
    "Content-Type": stream.contentType,
    "Lambda-Runtime-Function-Response-Mode": "streaming",
    "Transfer-Encoding": "chunked",
  });
  const sent = new Promise((resolve, reject) => sending.on("response", resolve).on("error", reject));
  written.pipe(sending);
  await running;
  await sent;
};

const [file = "", name = ""] = _HANDLER.split(".");
try {
  const loaded = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${file}.mjs`)).href);
  for (;;) {
    const { id, event } = await next();
    await answer(loaded[name], id, event).catch((error: unknown) =>
      send(`/invocation/${id}/error`, failure(error)),
    );
  }
} catch (error) {
  await send("/init/error", failure(error));
  process.exitCode = 1;
}
