import type { Latchkey } from "@latchkey/client/latchkey";
import { NoAnswer, Problem } from "@latchkey/client/problem";
import { isRecord } from "../apply/same.ts";
import type { Operation } from "./tools.ts";

export interface McpServer {
  readonly latchkey: Latchkey;
  readonly operations: ReadonlyMap<string, Operation>;
  readonly version: string;
}

type Message = Readonly<Record<string, unknown>>;

/** Those that differ in nothing that is said here. The first is what a client gets that asks for another. */
const PROTOCOLS = ["2025-06-18", "2025-03-26", "2024-11-05"];
const PARSE_ERROR = -32_700;
const INVALID_REQUEST = -32_600;
const UNKNOWN_METHOD = -32_601;
const INVALID_PARAMS = -32_602;

class Refused extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Answers one line of JSON-RPC 2.0 (MCP over stdio). Undefined for what takes no answer. */
export const answerLine = async (server: McpServer, line: string): Promise<Message | undefined> => {
  const message = parsed(line);
  if (message === undefined) return failed(null, new Refused(PARSE_ERROR, "Not JSON."));
  if (!isRecord(message) || typeof message["method"] !== "string")
    return failed(null, new Refused(INVALID_REQUEST, "Not a request of JSON-RPC 2.0."));
  const { id, method, params } = message;
  if (id === undefined) return undefined;
  try {
    return {
      jsonrpc: "2.0",
      id,
      result: await resultOf(server, String(method), isRecord(params) ? params : {}),
    };
  } catch (error) {
    if (error instanceof Refused) return failed(id, error);
    throw error;
  }
};

const failed = (id: unknown, { code, message }: Refused): Message => ({
  jsonrpc: "2.0",
  id,
  error: { code, message },
});

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

const resultOf = async (server: McpServer, method: string, params: Message): Promise<object> => {
  switch (method) {
    case "initialize":
      return {
        protocolVersion: PROTOCOLS.find((each) => each === params["protocolVersion"]) ?? PROTOCOLS[0],
        capabilities: { tools: { listChanged: false } },
        serverInfo: { name: "latchkey", title: "Latchkey", version: server.version },
      };
    case "ping":
      return {};
    case "tools/list":
      return { tools: [...server.operations.values()].map(({ tool }) => tool) };
    case "tools/call":
      return call(server, params);
    default:
      throw new Refused(UNKNOWN_METHOD, `There is no method ${method}.`);
  }
};

const call = async (
  { latchkey, operations }: McpServer,
  { name, arguments: given }: Message,
): Promise<object> => {
  const operation = operations.get(String(name));
  if (!operation) throw new Refused(INVALID_PARAMS, `There is no tool ${String(name)}.`);
  try {
    const answer = await latchkey.send(...requestOf(operation, isRecord(given) ? given : {}));
    return told(answer ?? { done: true }, false);
  } catch (error) {
    if (error instanceof Problem)
      return told({ ...error.document, status: error.status, code: error.code }, true);
    if (error instanceof NoAnswer) return told({ detail: error.message }, true);
    throw error;
  }
};

const told = (value: unknown, isError: boolean): object => ({
  content: [{ type: "text", text: JSON.stringify(value) }],
  ...(isRecord(value) ? { structuredContent: value } : {}),
  isError,
});

/** The members of the body stand among the arguments, or in `body`. */
const requestOf = (operation: Operation, given: Message): Parameters<Latchkey["send"]> => {
  const { method, path, inPath, inQuery, hasBody, isFlat } = operation;
  const missing = inPath.find((name) => typeof given[name] !== "string" || given[name] === "");
  if (missing !== undefined) throw new Refused(INVALID_PARAMS, `${missing} is missing.`);
  const at = inPath.reduce(
    (so, name) => so.replace(`{${name}}`, encodeURIComponent(String(given[name]))),
    path,
  );
  const query = Object.fromEntries(
    inQuery
      .filter((name) => given[name] !== undefined && given[name] !== null)
      .map((name) => [name, String(given[name])]),
  );
  const apart = new Set([...inPath, ...inQuery]);
  const flat = Object.fromEntries(Object.entries(given).filter(([name]) => !apart.has(name)));
  const { body: whole } = flat;
  const body = isFlat && !(Object.keys(flat).length === 1 && isRecord(whole)) ? flat : whole;
  return [method, at, { query, ...(hasBody && body !== undefined ? { body } : {}) }];
};
