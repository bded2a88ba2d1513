import { folded, oneReading, type SpelledNames } from "../json/one-reading.ts";

/** A JSON-RPC message that a client of an MCP server sends, as far as it is judged. */
export interface McpMessage {
  /** Absent for an answer to the server. */
  method?: string;
  /** The tool that is called; absent for a call that names none. */
  tool?: string;
  /** What `Mcp-Name` repeats: the tool, the prompt or the address of a resource. */
  name?: string;
}

export interface McpMessages {
  all: readonly McpMessage[];
  isBatch: boolean;
}

export const [CALLS_TOOL, LISTS_TOOLS] = ["tools/call", "tools/list"];

const SPELLED: SpelledNames = {
  "": ["jsonrpc", "id", "method", "params", "result", "error"],
  params: ["name", "arguments", "uri", "cursor", "_meta"],
};

/**
 * The messages of a body (JSON-RPC 2.0): one, or a batch. Nothing where two readers could read it differently: what
 * `oneReading` refuses, a batch in a batch, what is no object, a method or a name that is no text, and a method that is
 * `tools/call` or `tools/list` but for its case, its blanks or its punctuation.
 */
export const readMessages = (body: Uint8Array): McpMessages | undefined => {
  const read = oneReading(body, SPELLED);
  if (!read) return undefined;
  const isBatch = Array.isArray(read.value);
  const all: McpMessage[] = [];
  for (const each of isBatch ? (read.value as unknown[]) : [read.value]) {
    const message = messageOf(each);
    if (!message) return undefined;
    all.push(message);
  }
  return { all, isBatch };
};

const messageOf = (value: unknown): McpMessage | undefined => {
  const message = membersOf(value);
  if (!message || changesPrototype(message)) return undefined;
  const method = message["method"];
  if (method === undefined) return {};
  if (typeof method !== "string" || isDisguised(method)) return undefined;
  const params = membersOf(message["params"]) ?? {};
  if (changesPrototype(params)) return undefined;
  const name = method.startsWith("resources/") ? params["uri"] : params["name"];
  if (name === undefined) return { method };
  if (typeof name === "string") return { method, name, ...(method === CALLS_TOOL ? { tool: name } : {}) };
  return method === CALLS_TOOL ? undefined : { method };
};

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;

/** A reader that copies the members would read those of the prototype as the object's own. */
const changesPrototype = (members: Members): boolean => Object.hasOwn(members, "__proto__");

/** A reader that heeds neither case nor blanks nor width would take it for one of the two. */
const isDisguised = (method: string): boolean =>
  [CALLS_TOOL, LISTS_TOOLS].some((known) => method !== known && lettersOf(method) === lettersOf(known));

const lettersOf = (text: string): string => folded(text.normalize("NFKC")).replace(/[^a-z]/g, "");
