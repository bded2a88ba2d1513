import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { InMemoryEventStore } from "@modelcontextprotocol/sdk/examples/shared/inMemoryEventStore.js";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { afterAll } from "vitest";

const TOOLS = ["now", "find_place", "find_route", "delete_all"];

/** An MCP server of the SDK, with sessions and streams that can be resumed, and the tools that were called. */
export const startMcpServer = async () => {
  const sessions = new Map<string, StreamableHTTPServerTransport>();
  const called: string[] = [];

  const begin = async (): Promise<StreamableHTTPServerTransport> => {
    const server = new McpServer({ name: "places", version: "1" });
    for (const name of TOOLS)
      server.registerTool(name, { description: `Does ${name}.` }, () => {
        called.push(name);
        return { content: [{ type: "text", text: `did ${name}` }] };
      });
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      eventStore: new InMemoryEventStore(),
      onsessioninitialized: (id) => {
        sessions.set(id, transport);
      },
      onsessionclosed: (id) => {
        sessions.delete(id);
      },
    });
    await server.connect(transport);
    return transport;
  };

  const ofSession = ({ headers }: IncomingMessage) => sessions.get(String(headers["mcp-session-id"]));
  const { url, stop } = await startServer(async (request, response) => {
    const text = (await buffer(request)).toString();
    const transport = ofSession(request) ?? (await begin());
    await transport.handleRequest(request, response, text === "" ? undefined : JSON.parse(text));
  });
  afterAll(stop);
  return { url: `${url}/mcp`, called, sessions };
};
