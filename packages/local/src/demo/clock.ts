import type { IncomingMessage, ServerResponse } from "node:http";
import { sendJson, sendText } from "../http/local-http.ts";
import { CLOCK_TOOLS } from "./clock-tools.ts";
import { bodyOf } from "./upstream-body.ts";

/** Versions of MCP that it speaks, the newest first. */
const VERSIONS = ["2025-11-25", "2025-06-18", "2025-03-26"];
const [PARSE_ERROR, INVALID_REQUEST, UNKNOWN_METHOD, INVALID_PARAMS] = [-32_700, -32_600, -32_601, -32_602];

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};

class RpcError extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The demo service that has tools: an MCP server over streamable HTTP without sessions. It answers as JSON, or as one event to a
 * client that takes event streams alone.
 */
export const clock = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.method !== "POST") {
    response.setHeader("Allow", "POST");
    return sendText(response, 405, "This server sends nothing unasked and keeps no sessions: send POST.\n");
  }
  const answer = answerTo((await bodyOf(request)).toString("utf8"));
  if (answer === undefined) {
    response.writeHead(202).end();
    return;
  }
  const { accept = "" } = request.headers;
  if (!accept.includes("text/event-stream") || accept.includes("application/json"))
    return sendJson(response, 200, answer);
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  response.end(`event: message\ndata: ${JSON.stringify(answer)}\n\n`);
};

/** Nothing where nothing was asked: notifications, and answers to the server. */
const answerTo = (body: string): unknown => {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return failed(null, PARSE_ERROR, "That is no JSON.");
  }
  if (!Array.isArray(value)) return answerMessage(value);
  if (value.length === 0) return failed(null, INVALID_REQUEST, "An empty batch.");
  const answers = value.map(answerMessage).filter((each) => each !== undefined);
  return answers.length > 0 ? answers : undefined;
};

const answerMessage = (value: unknown): unknown => {
  const { id, method, params } = membersOf(value);
  if (typeof method !== "string")
    return id === undefined ? failed(null, INVALID_REQUEST, "No method.") : undefined;
  if (id === undefined) return undefined;
  try {
    return { jsonrpc: "2.0", id, result: resultOf(method, membersOf(params)) };
  } catch (error) {
    if (error instanceof RpcError) return failed(id, error.code, error.message);
    throw error;
  }
};

const failed = (id: unknown, code: number, message: string) => ({
  jsonrpc: "2.0",
  id,
  error: { code, message },
});

const resultOf = (method: string, params: Members): unknown => {
  if (method === "ping") return {};
  if (method === "tools/list") return { tools: CLOCK_TOOLS.map(({ call: _call, ...shown }) => shown) };
  if (method === "tools/call") return called(params);
  if (method === "initialize")
    return {
      protocolVersion: VERSIONS.find((version) => version === params["protocolVersion"]) ?? VERSIONS[0],
      capabilities: { tools: {} },
      serverInfo: { name: "clock", title: "Clock", version: "1" },
      instructions: "Ask `now` for the time in a zone, and `convert_time` for another one.",
    };
  throw new RpcError(UNKNOWN_METHOD, `There is no method ${method}.`);
};

const called = ({ name, arguments: args }: Members): unknown => {
  const tool = CLOCK_TOOLS.find((each) => each.name === name);
  if (!tool) throw new RpcError(INVALID_PARAMS, `There is no tool ${JSON.stringify(name)}.`);
  try {
    return { content: [{ type: "text", text: tool.call(membersOf(args), Date.now()) }] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { content: [{ type: "text", text: error.message }], isError: true };
  }
};
