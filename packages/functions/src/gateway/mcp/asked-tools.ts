import { agreesWith } from "@latchkey/core/mcp/header-agreement";
import { operationOf } from "@latchkey/core/mcp/operation";
import { CALLS_TOOL, LISTS_TOOLS, type McpMessages, readMessages } from "@latchkey/core/mcp/read-messages";
import { bareName } from "@latchkey/core/service/header-rules";
import type { Service } from "@latchkey/core/service/service";
import { MAX_DIMENSION } from "@latchkey/core/usage/usage-dimension";
import { type AllowedTools, allowedTools, allowsTool } from "@latchkey/core/verdict/tool-scopes";
import type { ConsumerContext } from "../../call/call-context.ts";
import { CallRefusal } from "../../problem/call-refusal.ts";
import type { UpstreamRequest } from "../upstream/forward.ts";
import { scopeRefusal } from "./scope-refusal.ts";

/** What a call of an MCP server asks for. */
export interface AskedTools {
  /** What it is counted under; absent where it has no body. */
  operation?: string;
  /** The tools that it calls, one for each message. */
  tools: readonly string[];
  /** Which tools its answer may list; absent where it lists none, or may list all. */
  shows?: AllowedTools;
}

const NO_MESSAGES: McpMessages = { all: [], isBatch: false };

/** @throws CallRefusal `message-ambiguous` where two readers could read the call differently */
export const messagesOf = ({ headers, body }: Pick<UpstreamRequest, "headers" | "body">): McpMessages => {
  const valuesOf = (wanted: string) =>
    headers.flatMap(([name, value]) => (bareName(name) === wanted ? [value.trim()] : []));
  if (body.length > 0) {
    if (valuesOf("contentencoding").some((coding) => !/^(?:identity)?$/i.test(coding)))
      throw ambiguous("A compressed body is not read: send it as it is.");
    if (!isUtf8Type(valuesOf("contenttype"))) throw ambiguous("The body has to be in UTF-8.");
  }
  const messages = body.length === 0 ? NO_MESSAGES : readMessages(body);
  if (!messages)
    throw ambiguous(
      "The body could be read in two ways. Send one JSON-RPC message, or one batch, in UTF-8, each member once and in its own case.",
    );
  if (!agreesWith({ methods: valuesOf("mcpmethod"), names: valuesOf("mcpname") }, messages.all))
    throw ambiguous("`Mcp-Method` or `Mcp-Name` says something else than the body.");
  return messages;
};

const ambiguous = (detail: string): CallRefusal => new CallRefusal("message-ambiguous", detail);

/** One type at most, of which nothing says another character set. */
const isUtf8Type = (types: readonly string[]): boolean =>
  types.length <= 1 &&
  types.every((type) =>
    [...type.matchAll(/charset/gi)].every(({ index }) =>
      /^charset\s*=\s*"?utf-?8"?\s*(?:;|$)/i.test(type.slice(index)),
    ),
  );

/**
 * What a call asks of a server's tools, as its scopes allow it.
 * @throws CallRefusal `scope-missing` where a message calls a tool that no scope covers; then none is forwarded.
 */
export const askedTools = (
  request: Pick<UpstreamRequest, "headers" | "body" | "method">,
  messages: McpMessages,
  service: Pick<Service, "scopes">,
  { scopes }: Pick<ConsumerContext, "scopes">,
  { rest, requestId }: { rest: string; requestId: string },
): AskedTools => {
  const allowed = allowedTools(service, scopes === "" ? [] : scopes.split(" "), { ...request, rest });
  const { all } = messages;
  if (all.some(({ method, tool }) => method === CALLS_TOOL && !allowsTool(allowed, tool)))
    throw scopeRefusal(request.body, messages, requestId);
  const tools = all.flatMap(({ tool }) => (tool === undefined ? [] : [tool]));
  // What a stream that was cut off has not told comes with a GET: which request that answers is not known.
  const lists = request.method === "GET" || all.some(({ method }) => method === LISTS_TOOLS);
  return { tools, ...(lists && allowed !== "all" ? { shows: allowed } : {}) };
};

/** As a line of the log names it. */
export const operationNamed = ({ all }: McpMessages): { operation?: string } => {
  const operation = operationOf(all);
  return operation === undefined || operation === "" ? {} : { operation: operation.slice(0, MAX_DIMENSION) };
};
