import type { CallLine } from "./call-line.ts";
import { askedTools, messagesOf, operationNamed } from "./mcp/asked-tools.ts";
import { listedTools, readableRequest } from "./mcp/listed-tools.ts";
import type { UpstreamAnswer, UpstreamRequest } from "./upstream/forward.ts";
import type { Admitted } from "./upstream-request.ts";

type Send = (request: UpstreamRequest) => Promise<UpstreamAnswer>;

/** A call of an MCP service. */
export interface McpCall {
  /** The tools that it calls, one for each message. */
  tools: readonly string[];
  /** Its answer, which lists no tool that the call may not use. */
  send(send: Send): Promise<UpstreamAnswer>;
}

/**
 * What a call asks of an MCP server, which its line in the log names, also where it is refused.
 * @throws CallRefusal `message-ambiguous` or `scope-missing`
 */
export const toolsAsked = (
  request: UpstreamRequest,
  { service, consumer, rest, requestId }: Admitted,
  line: CallLine,
): McpCall => {
  const messages = messagesOf(request);
  Object.assign(line, operationNamed(messages));
  const { tools, shows } = askedTools(request, messages, service, consumer, { rest, requestId });
  return {
    tools,
    send: async (send) =>
      shows
        ? listedTools(await send(readableRequest(request)), shows, request.method === "GET")
        : send(request),
  };
};
