import { buffer } from "node:stream/consumers";
import type { Service } from "@latchkey/core/service/service";
import { startServer } from "@latchkey/core/testing/loopback-server";
import { aRing, aService, keysOf } from "@latchkey/core/testing/records";
import { describe, expect, it, onTestFinished } from "vitest";
import { ownHosts } from "../egress/own-hosts.ts";
import { reachOfOneMachine, reachOfStage } from "../egress/reach.ts";
import { createUpstreamAgents } from "../gateway/upstream/upstream-agents.ts";
import { createToolsOfService } from "./tools-of-service.ts";

const HOUR = 3_600_000;

interface Said {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}
interface Message {
  id?: number;
  method: string;
  params?: { cursor?: string };
}

const said = (message: Message, result: unknown): Said => ({
  body: JSON.stringify({ jsonrpc: "2.0", id: message.id, result }),
});

/** A server that answers as it is told, and keeps what it was asked. */
const aServer = async (answer: (message: Message) => Said, isOfStage = false) => {
  const asked: { http: string; method: string; headers: NodeJS.Dict<string | string[]> }[] = [];
  const { url, stop } = await startServer(async (request, response) => {
    const text = (await buffer(request)).toString();
    const message: Message = text === "" ? { method: "" } : JSON.parse(text);
    asked.push({ http: request.method ?? "", method: message.method, headers: request.headers });
    const {
      status = 200,
      headers = {},
      body = "",
    } = message.method === "initialize" ? initialized(message, answer) : answer(message);
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(body);
  });
  onTestFinished(stop);
  const agents = createUpstreamAgents(isOfStage ? reachOfStage([]) : reachOfOneMachine, ownHosts(""));
  onTestFinished(() => agents.close());
  const tools = createToolsOfService({ agents, gatewayUrl: "https://gateway.test" });
  const service = aService({ kind: "mcp", upstream: { url, timeoutSeconds: 5, sealedHeaders: {} } });
  const ask = (now: number, changed: Partial<Service> = {}) =>
    tools({ keys: keysOf(aRing("1")), now, requestId: "r-1" }, { ...service, ...changed });
  return { asked, ask };
};

const initialized = (message: Message, answer: (message: Message) => Said): Said => {
  const own = answer(message);
  return own.status !== undefined || own.body !== undefined
    ? own
    : { ...said(message, { protocolVersion: "2025-03-26" }), headers: { "Mcp-Session-Id": "s-1" } };
};

const pages = (message: Message): Said => {
  if (message.method !== "tools/list") return {};
  const { cursor } = message.params ?? {};
  return cursor === undefined
    ? said(message, {
        tools: [{ name: "now", title: "Now", inputSchema: { type: "object" } }],
        nextCursor: "2",
      })
    : said(message, { tools: [{ name: "later", description: "x".repeat(5000) }, { title: "no name" }, 7] });
};

describe("the tools of an MCP service", () => {
  it("are asked page by page in a session that is ended, as the server's own words", async () => {
    const { ask, asked } = await aServer(pages);
    const { items, problem, askedAt } = await ask(1000);
    expect([problem, askedAt]).toEqual([undefined, 1000]);
    expect(items).toEqual([
      { name: "now", title: "Now", inputSchema: { type: "object" } },
      { name: "later", description: "x".repeat(4000) },
    ]);
    expect(asked.map(({ http, method }) => `${http} ${method}`)).toEqual([
      "POST initialize",
      "POST notifications/initialized",
      "POST tools/list",
      "POST tools/list",
      "DELETE ",
    ]);
    expect(asked[2]?.headers).toMatchObject({
      ...{ "mcp-session-id": "s-1", "mcp-protocol-version": "2025-03-26" },
      ...{ "x-consumer-id": "", "x-request-id": "r-1", "cdn-loop": "gateway.test" },
    });
  });

  it("are kept for an hour, and asked again once the service has changed", async () => {
    const { ask, asked } = await aServer(pages);
    await Promise.all([ask(0), ask(0)]);
    await ask(HOUR - 1);
    expect(asked).toHaveLength(5);
    await ask(HOUR - 1, { revision: 2 });
    expect(asked).toHaveLength(10);
    await ask(HOUR);
    expect(asked).toHaveLength(15);
  });

  it("are read from an event stream, past what else it says", async () => {
    const { ask } = await aServer((message) => {
      const { body = "" } = pages(message);
      if (message.method !== "tools/list") return {};
      const note = `data: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n`;
      return {
        headers: { "Content-Type": "text/event-stream" },
        body: `: hi\n\n${note}event: message\ndata: ${body}\n\n`,
      };
    });
    expect((await ask(0)).items.map(({ name }) => name)).toEqual(["now", "later"]);
  });

  it.each<[string, string, (message: Message) => Said]>([
    ["wants another credential", "unauthorized", () => ({ status: 401 })],
    ["knows no such path", "not-mcp", () => ({ status: 404, body: "no" })],
    ["answers no JSON", "not-mcp", () => ({ body: "<html>" })],
    ["answers another id", "not-mcp", (message) => said({ ...message, id: 99 }, {})],
    ["answers an error", "not-mcp", ({ id }) => ({ body: JSON.stringify({ id, error: { code: 1 } }) })],
    ["answers too much", "not-mcp", () => ({ body: Buffer.alloc(3 * 1024 * 1024, " ") })],
    [
      "ends its stream",
      "not-mcp",
      () => ({ headers: { "Content-Type": "text/event-stream" }, body: ": bye\n\n" }),
    ],
    [
      "lists none",
      "not-mcp",
      (message) => said(message, message.method === "tools/list" ? {} : { protocolVersion: "1" }),
    ],
    [
      "never ends its list",
      "too-many",
      (message) => (message.method === "tools/list" ? said(message, { tools: [], nextCursor: "x" }) : {}),
    ],
    [
      "lists thousands",
      "too-many",
      (message) =>
        message.method === "tools/list"
          ? said(message, { tools: Array.from({ length: 2000 }, (_, n) => ({ name: `t${n}` })) })
          : {},
    ],
  ])("are told with a problem where the server %s: %s", async (_, problem, answer) => {
    const { ask } = await aServer(answer);
    const told = await ask(0);
    expect(told.problem).toBe(problem);
    expect(told.items.length).toBeLessThanOrEqual(500);
  });

  it("are not asked of an address that no upstream may have", async () => {
    const { ask, asked } = await aServer(pages, true);
    expect(await ask(0)).toEqual({ items: [], problem: "unreachable", askedAt: 0 });
    expect(asked).toEqual([]);
  });

  it("are asked again half a minute after the server has failed", async () => {
    const { ask, asked } = await aServer(() => ({ status: 503 }));
    await ask(0);
    await ask(29_999);
    expect(asked).toHaveLength(1);
    await ask(30_000);
    expect(asked).toHaveLength(2);
  });

  it("are none of a service of another kind, which is not asked", async () => {
    const { ask, asked } = await aServer(pages);
    expect((await ask(0, { kind: "rest" })).items).toEqual([]);
    expect(asked).toEqual([]);
  });
});
