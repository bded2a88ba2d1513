import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { AwsJsonError } from "./aws-json-error.ts";

export type AwsJsonOperation = (input: unknown) => Promise<object>;

export type AwsJsonEndpoint = {
  /** For an SDK client's `endpoint`, or AWS_ENDPOINT_URL_…. */
  url: string;
  /** Answers what is under way, for at most half a second, then closes every connection. */
  stop(): Promise<void>;
};

export type AwsJsonEndpointOptions = {
  /** The part before the dot in `X-Amz-Target`. */
  targetPrefix: string;
  operations: Readonly<Record<string, AwsJsonOperation>>;
  /**
   * The access key id that callers sign with. Chosen at random for each run it keeps other programs and web
   * pages on the machine out: the endpoint reads it from the `Authorization` header and does not check the
   * signature, which would protect nothing more on loopback.
   */
  accessKeyId: string;
  maxBodyBytes: number;
  /** Gets what is neither the caller's fault nor expected; the caller gets InternalFailure. */
  onError(error: unknown): void;
};

/** Serves an AWS JSON 1.1 API (Smithy, "AWS JSON 1.1 protocol") on a free loopback port to the real SDK. */
export const startAwsJsonEndpoint = async (options: AwsJsonEndpointOptions): Promise<AwsJsonEndpoint> => {
  const server = createServer((request, response) => {
    answer(request, options).then(
      (output) => send(response, 200, output),
      (error: unknown) => sendError(response, error, options),
    );
  });
  // The SDK's agent keeps connections: one must not be closed at the moment of its next request.
  server.keepAliveTimeout = 75_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The endpoint has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), 500);
      await closed;
      clearTimeout(timer);
    },
  };
};

const answer = async (request: IncomingMessage, options: AwsJsonEndpointOptions): Promise<object> => {
  if (!isAuthorized(request, options.accessKeyId)) {
    throw new AwsJsonError(
      "UnrecognizedClientException",
      "The security token included in the request is invalid.",
    );
  }
  const [prefix, name = ""] = `${request.headers["x-amz-target"]}`.split(".");
  const operation = Object.hasOwn(options.operations, name) ? options.operations[name] : undefined;
  if (request.method !== "POST" || prefix !== options.targetPrefix || operation === undefined) {
    throw new AwsJsonError("UnknownOperationException", `${prefix}.${name} is not available on one machine.`);
  }
  return operation(parseJson(await readBody(request, options.maxBodyBytes)));
};

/** A browser cannot know the access key id; that it sends an Origin is a second reason to refuse it. */
const isAuthorized = (request: IncomingMessage, accessKeyId: string): boolean => {
  const signedWith = /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\//.exec(
    request.headers.authorization ?? "",
  )?.[1];
  if (signedWith === undefined || request.headers.origin !== undefined) return false;
  return timingSafeEqual(sha256(signedWith), sha256(accessKeyId));
};

const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();

const readBody = async (request: IncomingMessage, maxBytes: number): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > maxBytes)
      throw new AwsJsonError("RequestEntityTooLargeException", "The request is too large.");
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new AwsJsonError("SerializationException", "The request is not JSON.");
  }
};

const sendError = (response: ServerResponse, error: unknown, options: AwsJsonEndpointOptions): void => {
  if (error instanceof AwsJsonError) {
    send(response, 400, { __type: error.code, message: error.message });
    return;
  }
  options.onError(error);
  send(response, 500, { __type: "InternalFailure", message: "An internal error occurred." });
};

const send = (response: ServerResponse, status: number, body: object): void => {
  if (response.destroyed) return;
  // A request that was refused before its end is not read on: the connection cannot be reused.
  if (!response.req.complete) response.setHeader("Connection", "close");
  response.writeHead(status, { "Content-Type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
};
