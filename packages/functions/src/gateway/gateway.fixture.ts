import { randomBytes } from "node:crypto";
import type { RequestListener, Server } from "node:http";
import { PassThrough } from "node:stream";
import { operationsOf } from "@latchkey/core/gateway/path-template";
import { createCallsInFlight } from "@latchkey/core/in-flight/calls-in-flight";
import type { Service } from "@latchkey/core/service/service";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { aService } from "@latchkey/core/testing/records";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { onTestFinished } from "vitest";
import type { ConsumerContext } from "../call/call-context.ts";
import { createThroughEdge } from "../call/through-edge.ts";
import { ownHosts } from "../egress/own-hosts.ts";
import { reachOfOneMachine } from "../egress/reach.ts";
import type { AnswerHead, AnswerSink } from "./answer-stream.ts";
import type { CallLine } from "./call-line.ts";
import { createGateway, type GatewayPorts } from "./gateway.ts";
import { createUpstreamAgents } from "./upstream/upstream-agents.ts";

export const consumerContext = (fields: Partial<ConsumerContext> = {}): ConsumerContext => ({
  kind: "consumer",
  consumerId: "con_1",
  consumerName: "caller",
  team: "callers",
  credentialId: "crd_1",
  credentialExpiresAt: "",
  subscriptionId: "sub_1",
  serviceId: "svc_1",
  plan: "",
  scopes: "",
  body: "any",
  hide: "header:x-api-key",
  keep: "",
  nonce: "",
  ...fields,
});

/** The problem document of a call to `/echo/x`, whose title says all that its detail does. */
export const problemOf = (code: string, status: number, title: string) => ({
  type: `https://api.latchkey.test/docs/problems#${code}`,
  title,
  status,
  detail: title,
  instance: "/echo/x",
  code,
  requestId: "ext-1",
});

export const serviceAt = (url: string, fields: Partial<Service> = {}): Service =>
  aService({
    slug: "echo",
    name: "Echo",
    upstream: { url, timeoutSeconds: 5, sealedHeaders: {} },
    ...fields,
  });

export interface Sent {
  method?: string;
  path?: string;
  resource?: string;
  headers?: Record<string, string[]>;
  query?: Record<string, string[]>;
  body?: Buffer;
  authorizer?: unknown;
  requestId?: string;
  /** When API Gateway received it. */
  requestTimeEpoch?: number;
}

/** An event as API Gateway makes it, every media type being binary. */
export const anEvent = (sent: Sent = {}): APIGatewayProxyEvent => {
  const { method = "GET", path = "/echo/x", headers = {}, query, body, authorizer } = sent;
  const event = {
    resource: sent.resource ?? "/{service}/{proxy+}",
    path,
    httpMethod: method,
    headers: {},
    multiValueHeaders: { Host: ["gateway.test"], "X-Forwarded-Proto": ["https"], ...headers },
    queryStringParameters: null,
    multiValueQueryStringParameters: query ?? null,
    pathParameters: null,
    stageVariables: null,
    body: body ? body.toString("base64") : null,
    isBase64Encoded: body !== undefined,
    requestContext: {
      requestId: sent.requestId ?? "req-1",
      extendedRequestId: "ext-1",
      requestTimeEpoch: sent.requestTimeEpoch,
      domainName: "gateway.test",
      identity: { sourceIp: "203.0.113.9" },
      authorizer:
        "authorizer" in sent
          ? authorizer
          : { principalId: "con_1", integrationLatency: 3, ...consumerContext() },
    },
  };
  // As it arrives: JSON, of which only the parts above are read.
  return JSON.parse(JSON.stringify(event));
};

/** A real upstream on a free port of loopback, closed when the test ends. */
export const startUpstream = async (listener: RequestListener): Promise<{ url: string; server: Server }> => {
  const { url, server, stop } = await startServer(listener);
  onTestFinished(stop);
  return { url, server };
};

/** What a response stream was given; `stream` is read by the test, at its own pace. */
export class RecordingSink implements AnswerSink {
  readonly stream = new PassThrough({ highWaterMark: 16 * 1024 });
  head: AnswerHead | undefined;

  begin(head: AnswerHead): PassThrough {
    if (this.head) throw new Error("An answer begins once.");
    this.head = head;
    return this.stream;
  }

  header(name: string): string[] | undefined {
    const headers = Object.entries(this.head?.multiValueHeaders ?? {});
    return headers.find(([each]) => each.toLowerCase() === name)?.[1];
  }
}

/** What runs in this instance, as if there were no other. */
const aloneInFlight = () =>
  createCallsInFlight({
    store: { read: async () => 0, publish: async (_service, _former, share) => share.count },
    now: Date.now,
    report: () => undefined,
    every: () => () => undefined,
  });

/** A gateway with one service, and what it wrote. */
export const aGateway = (service: Service | undefined, ports: Partial<GatewayPorts> = {}) => {
  const lines: CallLine[] = [];
  const faults: unknown[] = [];
  const own = ports.own ?? ownHosts("");
  const agents = createUpstreamAgents(ports.reach ?? reachOfOneMachine, own);
  onTestFinished(() => agents.close());
  const keys = {
    ring: async () => Promise.reject(new Error("no keys")),
    refresh: async () => Promise.reject(new Error("no keys")),
  };
  const gateway = createGateway({
    serviceBySlug: async (slug) => (slug === service?.slug ? service : undefined),
    operationsOf: async () => operationsOf(service?.openapi ?? ""),
    keys,
    uses: { claim: async () => true, record: async () => undefined },
    limits: { admit: async () => ({ outcome: "admitted", limits: [], settle: async () => undefined }) },
    now: Date.now,
    random: randomBytes,
    issuer: "https://api.latchkey.test",
    version: "1.2.3+abc1234",
    gatewayUrl: "https://gateway.test",
    portalOrigin: "https://portal.test",
    reach: reachOfOneMachine,
    own,
    iamUpstreams: [],
    roleCredentials: () => undefined,
    inFlight: aloneInFlight(),
    maxConcurrentCalls: 200,
    throughEdge: createThroughEdge([]),
    log: { call: (line) => lines.push(line), fault: (_id, error) => faults.push(error) },
    agents,
    ...ports,
  });
  const start = (sent: Sent = {}, remaining = 60_000) => {
    const sink = new RecordingSink();
    return { sink, done: gateway(anEvent(sent), sink, () => remaining) };
  };
  /** Calls and reads the whole answer. */
  const send = async (sent: Sent = {}, remaining?: number) => {
    const { sink, done } = start(sent, remaining);
    const chunks: Buffer[] = [];
    sink.stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    await done;
    const text = Buffer.concat(chunks).toString();
    const json = (): unknown => JSON.parse(text);
    return { sink, status: sink.head?.statusCode, text, json, header: (name: string) => sink.header(name) };
  };
  return { send, start, lines, faults };
};
