import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { beforeAll, describe, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asRoot, eventually } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { startMcpServer } from "./mcp-server.fixture.ts";

const SCOPES = [{ name: "read", tools: ["now", "find_*"] }, { name: "all" }];

let latchkey: Stage;
let server: Awaited<ReturnType<typeof startMcpServer>>;
let keys: { read: string; all: string };
let address: string;
let consumerId: string;
beforeAll(async () => {
  [latchkey, server] = [await sharedLatchkey(), await startMcpServer()];
  const make = making(asRoot(latchkey));
  const [callers, providers] = [await make.team(), await make.team()];
  const { slug } = await make.service(providers.slug, {
    ...{ kind: "mcp", approval: "auto", scopes: SCOPES },
    upstream: { url: server.url },
  });
  const consumer = await make.consumer(callers.slug);
  await make.apply(consumer, slug);
  const all = await make.credential(consumer, { type: "api-key", name: "all" });
  const read = await make.credential(consumer, { type: "api-key", name: "read", scopes: ["read"] });
  keys = { all: all.secret.apiKey, read: read.secret.apiKey };
  address = `${latchkey.gateway}/${slug}`;
  consumerId = consumer.id;
});

const connected = async (key: string) => {
  const client = new Client({ name: "test", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(address), {
    requestInit: { headers: { "X-API-Key": key } },
  });
  await client.connect(transport);
  return { client, transport };
};

const namesOf = ({ tools }: { tools: readonly { name: string }[] }) => tools.map(({ name }) => name);

describe("the client of @modelcontextprotocol/sdk, with an API key in a header", () => {
  it("lists and calls tools in a session that it ends", async () => {
    const { client, transport } = await connected(keys.all);
    expect(client.getServerVersion()?.name).toBe("places");
    expect(namesOf(await client.listTools())).toEqual(["now", "find_place", "find_route", "delete_all"]);
    const { content } = await client.callTool({ name: "delete_all" });
    expect(content).toEqual([{ type: "text", text: "did delete_all" }]);
    expect(server.sessions.has(transport.sessionId ?? "")).toBe(true);
    await transport.terminateSession();
    expect(server.sessions.size).toBe(0);
    await client.close();
  });

  it("sees and calls those alone that its scopes cover", async () => {
    const { client } = await connected(keys.read);
    expect(namesOf(await client.listTools())).toEqual(["now", "find_place", "find_route"]);
    expect(await client.callTool({ name: "find_route" })).toMatchObject({
      content: [{ text: "did find_route" }],
    });
    server.called.length = 0;
    await expect(client.callTool({ name: "delete_all" })).rejects.toThrow("scope-missing");
    expect(server.called).toEqual([]);
    expect(await client.callTool({ name: "now" })).toMatchObject({ content: [{ text: "did now" }] });
    await client.close();
  });
});

it("what a resumed stream brings again is filtered for whoever resumes it", async () => {
  const { client, transport } = await connected(keys.all);
  const headers = { "Mcp-Session-Id": transport.sessionId ?? "", "MCP-Protocol-Version": "2025-11-25" };
  const listed = await fetch(address, {
    method: "POST",
    headers: {
      ...headers,
      ...{ "X-API-Key": keys.all, "Content-Type": "application/json" },
      Accept: "application/json, text/event-stream",
    },
    body: JSON.stringify({ jsonrpc: "2.0", id: 50, method: "tools/list" }),
  });
  const text = await listed.text();
  expect(text).toContain("delete_all");
  const [first = ""] = /(?<=^id: ).+$/m.exec(text) ?? [];
  const resume = new AbortController();
  const resumed = await fetch(address, {
    headers: { ...headers, "X-API-Key": keys.read, Accept: "text/event-stream", "Last-Event-ID": first },
    signal: resume.signal,
  });
  let again = "";
  for await (const chunk of resumed.body ?? []) {
    again += Buffer.from(chunk).toString();
    if (again.includes("\n\n")) break;
  }
  resume.abort();
  expect(again).toContain("find_place");
  expect(again).not.toContain("delete_all");
  await client.close();
});

it("usage is told by tool and method", async () => {
  const wanted = ["delete_all", "find_route", "initialize", "now", "tools/list", "none"];
  const root = asRoot(latchkey);
  const items = await eventually(
    async () =>
      (await root("GET", `/v1/usage?consumer=${consumerId}&groupBy=operation`)).body.items as {
        operation: string;
      }[],
    (rows) => wanted.every((name) => rows.some(({ operation }) => operation === name)),
  );
  expect(items.map(({ operation }) => operation)).not.toContain("other");
});
