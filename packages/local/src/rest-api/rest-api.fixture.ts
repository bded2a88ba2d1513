import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { LambdaHandler } from "./lambda-handler.ts";
import type { RestApi, RestFault, RestRoute } from "./rest-api.ts";
import type { RestAuthorizerEvent, RestProxyEvent } from "./rest-event.ts";
import { startRestApi } from "./rest-server.ts";

/** A real API on a free port, closed when the test ends. `events` and `faults` fill up as requests come. */
export const startApi = async (overrides: Partial<RestApi> = {}) => {
  const faults: RestFault[] = [];
  const api: RestApi = {
    name: "Test",
    apiId: "abc123",
    stage: "live",
    stageInPath: false,
    routes: [],
    gatewayResponses: {},
    binaryMediaTypes: [],
    maxBodyBytes: 10 * 1024 * 1024,
    timeoutMilliseconds: 29_000,
    report: (fault) => faults.push(fault),
    ...overrides,
  };
  const running = await startRestApi(api, { host: "127.0.0.1", port: 0 });
  onTestFinished(() => running.close());
  return { ...running, faults };
};

/** A function that keeps the events it gets and answers 200 with an empty body. */
export const recorder = () => {
  const events: RestProxyEvent[] = [];
  const handler: LambdaHandler = async (event: RestProxyEvent) => {
    events.push(event);
    return { statusCode: 200 };
  };
  return { events, handler };
};

/** An authorizer that allows or denies everything, and keeps the events it gets. */
export const policyAuthorizer = (effect: "Allow" | "Deny", context: Record<string, unknown> = {}) => {
  const events: RestAuthorizerEvent[] = [];
  const handler: LambdaHandler = async (event: RestAuthorizerEvent) => {
    events.push(event);
    return policy(effect, event.methodArn, context);
  };
  return { events, handler };
};

export const policy = (effect: string, resource: string, context: Record<string, unknown> = {}) => {
  const statement = { Effect: effect, Action: "execute-api:Invoke", Resource: resource };
  return {
    principalId: "someone",
    policyDocument: { Version: "2012-10-17", Statement: [statement] },
    context,
  };
};

export const route = (
  method: string,
  path: string,
  handler: RestRoute["integration"]["handler"],
  more: Partial<RestRoute["integration"]> & { authorized?: boolean } = {},
): RestRoute => {
  const { authorized = false, ...integration } = more;
  return { method, path, authorized, integration: { handler, ...integration } };
};

export interface Call {
  method?: string;
  /** Names and values in turn, sent as they are. */
  headers?: string[];
  body?: string | Buffer;
}

/** Opens a request with its target as it is, and gives the answer before its body is read. */
export const open = (port: number, path: string, call: Call = {}): Promise<IncomingMessage> => {
  const { method = "GET", headers = [], body } = call;
  const named = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === "host");
  const length = body === undefined ? [] : ["Content-Length", String(Buffer.byteLength(body))];
  return new Promise((resolve, reject) => {
    const all = [...(named ? [] : ["Host", `127.0.0.1:${port}`]), ...headers, ...length];
    const request = httpRequest(
      { host: "127.0.0.1", port, path, method, headers: all, agent: false },
      resolve,
    );
    request.on("error", reject);
    request.end(body);
  });
};

export const send = async (port: number, path: string, call: Call = {}) => {
  const response = await open(port, path, call);
  const body = await text(response);
  return { status: response.statusCode, headers: response.headers, rawHeaders: response.rawHeaders, body };
};

/** Sends bytes as they are and gives everything that comes back until the server closes. */
export const exchange = (port: number, bytes: string | Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    let received = "";
    socket.setEncoding("latin1");
    socket.on("data", (data) => {
      received += data;
    });
    socket.on("end", () => socket.end());
    socket.on("close", () => resolve(received));
    socket.on("error", reject);
  });
