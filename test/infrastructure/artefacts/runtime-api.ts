import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json, text } from "node:stream/consumers";

/** What a function answered: whole, or as it comes when it streams. */
export interface FunctionAnswer {
  streaming: boolean;
  contentType: string;
  body: IncomingMessage;
}

export interface RuntimeApi {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  address: string;
  /** Resolves when the function's code is loaded and asks for its first event. @throws Error when loading failed. */
  ready: Promise<void>;
  /** One at a time, as Lambda does it. @throws Error with what the function threw. */
  invoke(event: string): Promise<FunctionAnswer>;
  close(): void;
}

interface Invocation {
  id: string;
  event: string;
  resolve(answer: FunctionAnswer): void;
  reject(error: Error): void;
}

const VERSION = "/2018-06-01/runtime";

/** The side of Lambda that a runtime client talks to (AWS Lambda Developer Guide, "Runtime API"). */
export const startRuntimeApi = async (functionName: string): Promise<RuntimeApi> => {
  const { promise: ready, resolve: isReady, reject: isBroken } = Promise.withResolvers<void>();
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();
  let idle: ServerResponse | undefined;

  const handOver = () => {
    const next = idle && waiting.shift();
    if (!idle || !next) return;
    running.set(next.id, next);
    idle.writeHead(200, {
      "Content-Type": "application/json",
      "Lambda-Runtime-Aws-Request-Id": next.id,
      "Lambda-Runtime-Deadline-Ms": String(Date.now() + 60_000),
      "Lambda-Runtime-Invoked-Function-Arn": `arn:aws:lambda:eu-central-1:123456789012:function:${functionName}`,
      "Lambda-Runtime-Trace-Id": "Root=1-00000000-000000000000000000000000;Sampled=0",
    });
    idle.end(next.event);
    idle = undefined;
  };

  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url?.replace(VERSION, "") ?? "";
    if (path === "/invocation/next") {
      idle = response;
      isReady();
      return handOver();
    }
    if (path === "/init/error") isBroken(new Error(`${functionName} did not load: ${await text(request)}`));
    const [, id = "", outcome] = /^\/invocation\/([^/]+)\/(response|error)$/.exec(path) ?? [];
    const invocation = running.get(decodeURIComponent(id));
    running.delete(decodeURIComponent(id));
    if (outcome === "error") invocation?.reject(functionError(await json(request)));
    if (outcome === "response") {
      request.once("end", () => response.writeHead(202).end("{}"));
      return invocation?.resolve({
        streaming: request.headers["lambda-runtime-function-response-mode"] === "streaming",
        contentType: request.headers["content-type"] ?? "",
        body: request,
      });
    }
    response.writeHead(202).end("{}");
  };

  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  // A function waits for its next event for as long as there is none.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return {
    address: `127.0.0.1:${address.port}`,
    ready,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        waiting.push({ id: randomUUID(), event, resolve, reject });
        handOver();
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** As the function threw it: API Gateway reads an authorizer's "Unauthorized". */
const functionError = (thrown: unknown): Error => {
  const { errorType, errorMessage } = Object(thrown);
  return Object.assign(new Error(String(errorMessage)), { name: String(errorType) });
};
