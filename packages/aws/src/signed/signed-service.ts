import { randomUUID } from "node:crypto";
import { crc32 } from "@latchkey/signing/crc32";
import { requestTimeouts } from "../request-timeouts.ts";
import { AwsFault, faultIn } from "./aws-fault.ts";
import { credentialsOf } from "./credential-source.ts";
import type { CredentialSource } from "./credentials.ts";
import { endpointIn, parseEndpoint, regionIn, type ServiceName } from "./endpoint.ts";
import { pause } from "./pause.ts";
import { type Answer, createPost } from "./post.ts";
import { causeOf, createRetryQuota, delayBefore } from "./retry.ts";
import { createServerClock } from "./server-clock.ts";
import { createSignPost, type SignPost } from "./sign-post.ts";

export interface SignedOptions {
  /** Of the environment unless given. */
  endpoint?: string;
  region?: string;
  credentials?: CredentialSource;
  maxAttempts?: number;
  timeouts?: { connectionTimeout: number; requestTimeout: number };
  random?: () => number;
  /** What each request is proven with: AWS Signature Version 4 unless given. */
  sign?: SignPost;
}

export interface ServiceProtocol {
  name: ServiceName;
  contentType: string;
  /** In front of an operation's name. */
  target: string;
  /** No answer of the service is longer. */
  mostBytes: number;
}

/** @returns the answer's members, as JSON has them: their types are the service's promise. */
export type SignedService = <Output extends object>(operation: string, input: object) => Promise<Output>;

const MAX_ATTEMPTS = 3;
const CONNECTION_TIMEOUT_MS = 500;
const REQUEST_TIMEOUT_MS = 2000;

/**
 * A client of one AWS service with a JSON protocol: as many attempts, as long, and for the same reasons as the SDK's client with
 * the settings of `dynamo-client.ts`, in a fraction of the time to load.
 *
 * @throws AwsFault for an answer that is an error; otherwise what the SDK throws for the same fault, by name and code.
 */
export const createSignedService = (protocol: ServiceProtocol, options: SignedOptions): SignedService => {
  const region = options.region ?? regionIn(process.env);
  const url = options.endpoint
    ? parseEndpoint(options.endpoint)
    : endpointIn(protocol.name, region, process.env);
  const {
    credentials = credentialsOf(),
    maxAttempts = MAX_ATTEMPTS,
    random = Math.random,
    sign = createSignPost({ region, service: protocol.name.scope, path: url.pathname }),
    timeouts = requestTimeouts(url.href, CONNECTION_TIMEOUT_MS, REQUEST_TIMEOUT_MS),
  } = options;
  const { post } = createPost({ url, mostBytes: protocol.mostBytes, ...timeouts });
  const clock = createServerClock();
  const quota = createRetryQuota();

  const attemptOnce = async <Output extends object>(
    headers: Record<string, string>,
    body: string,
  ): Promise<Output> => {
    const signed = sign(headers, body, await credentials(), new Date(clock.now()));
    const offset = clock.offset();
    const answer = await post(signed, body);
    const isCorrected = clock.learn(answer, offset);
    if (answer.status >= 200 && answer.status < 300) return outputOf(answer);
    const fault = faultIn(answer.status, answer.header("x-amzn-errortype"), answer.bytes.toString());
    throw isCorrected ? Object.assign(fault, { clockSkewCorrected: true }) : fault;
  };

  return async <Output extends object>(operation: string, input: object) => {
    const body = JSON.stringify(input);
    const headers = {
      host: url.host,
      "content-type": protocol.contentType,
      "x-amz-target": `${protocol.target}.${operation}`,
      "amz-sdk-invocation-id": randomUUID(),
    };
    let cause: ReturnType<typeof causeOf>;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const told = { ...headers, "amz-sdk-request": `attempt=${attempt}; max=${maxAttempts}` };
        const output = await attemptOnce<Output>(told, body);
        quota.answered(cause);
        return output;
      } catch (error) {
        cause = causeOf(error);
        if (cause === undefined || attempt >= maxAttempts || !quota.take(cause)) throw error;
        await pause(delayBefore(cause, attempt, random));
      }
    }
  };
};

/** @throws AwsFault that is tried again where the bytes are not those that were sent; SyntaxError where they are no JSON. */
const outputOf = <Output extends object>({ status, header, bytes }: Answer): Output => {
  const sum = header("x-amz-crc32");
  if (sum !== undefined && Number(sum) !== crc32(bytes.toString("latin1")))
    throw new AwsFault("TimeoutError", "The answer's CRC-32 is not the one that came with it.", status, {});
  if (bytes.length === 0) return Object({});
  let output: unknown;
  try {
    output = JSON.parse(bytes.toString());
  } catch {
    // The parser's own message would quote the answer, which may hold a secret.
    throw new SyntaxError("The answer is no JSON.");
  }
  if (typeof output !== "object" || output === null || Array.isArray(output))
    throw new SyntaxError("The answer is no JSON object.");
  return Object(output);
};
