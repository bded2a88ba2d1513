import { buffer } from "node:stream/consumers";
import type { Service } from "@latchkey/core/service/service";
import { aGateway, consumerContext, type Sent, serviceAt, startUpstream } from "../gateway.fixture.ts";

export const SCOPES: Service["scopes"] = [
  { name: "read", tools: ["now", "search_*"] },
  { name: "write", tools: ["delete_all"] },
];

/** A message that calls a tool. */
export const calling = (name: unknown, id: unknown = 1) => ({
  ...{ jsonrpc: "2.0", id, method: "tools/call" },
  params: { name, arguments: {} },
});

export interface Answering {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer | readonly (string | Buffer)[];
}

/** A gateway before an MCP server that keeps what reached it; its caller has the scope `read`. */
export const anMcpGateway = async (
  answering: Answering = {},
  fields: Partial<Service> = {},
  scopes = "read",
) => {
  const reached: { method: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = [];
  const { status = 200, headers = { "Content-Type": "application/json" }, body = "{}" } = answering;
  const { url } = await startUpstream(async (request, response) => {
    reached.push({
      method: request.method ?? "",
      headers: request.headers,
      body: (await buffer(request)).toString(),
    });
    response.writeHead(status, headers);
    for (const piece of [body].flat()) response.write(piece);
    response.end();
  });
  const gateway = aGateway(serviceAt(url, { kind: "mcp", scopes: SCOPES, ...fields }));
  const post = (sent: Sent & { json?: unknown; text?: string | Buffer } = {}) => {
    const { json, text, headers: more, ...rest } = sent;
    const written = text ?? (json === undefined ? undefined : JSON.stringify(json));
    return gateway.send({
      method: "POST",
      path: "/echo/mcp",
      headers: { "Content-Type": ["application/json"], ...more },
      authorizer: consumerContext({ scopes }),
      ...(written === undefined ? {} : { body: Buffer.from(written) }),
      ...rest,
    });
  };
  return { post, reached, line: () => gateway.lines.at(-1), faults: gateway.faults };
};
