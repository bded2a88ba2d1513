import { describe, expect, it } from "vitest";
import { anMcpGateway, calling } from "./mcp.fixture.ts";

const refusedOf = (id: unknown) => ({
  jsonrpc: "2.0",
  id,
  error: {
    code: -32_003,
    message: "No scope that the credential and the subscription both have covers this tool.",
    data: { code: "scope-missing", requestId: "ext-1" },
  },
});

describe("a call of a tool that no scope covers", () => {
  it.each([
    ["1"],
    [`"a\\u0062"`],
    ["null"],
    ["1.50"],
    ["123456789012345678901234567890"],
    ["-0"],
    [`{"a":[1]}`],
    ["[]"],
    ["true"],
    [`"${"i".repeat(300_000)}"`],
  ])("is answered as JSON-RPC, with its id as it was written: %.40s", async (id) => {
    const { post, line } = await anMcpGateway();
    const text = `{ "id" : ${id}, "method":"tools/call","params":{"name":"delete_all"}}`;
    const answer = await post({ text });
    expect(answer.status).toBe(403);
    expect(answer.header("content-type")).toEqual(["application/json"]);
    expect(answer.text).toContain(`"id":${id},"error"`);
    expect(answer.json()).toEqual(refusedOf(JSON.parse(id)));
    expect(line()).toMatchObject({ status: 403, code: "scope-missing", operation: "delete_all" });
  });

  it("is answered for every request of its batch, and by one error where there is none", async () => {
    const { post } = await anMcpGateway();
    const { id: _, ...notification } = calling("delete_all");
    const batch = await post({ json: [calling("now", 1), notification, calling("now", "b")] });
    expect(batch.json()).toEqual([refusedOf(1), refusedOf("b")]);
    expect((await post({ json: [notification] })).json()).toEqual(refusedOf(null));
    const many = Array.from({ length: 1001 }, (_, id) => calling("delete_all", id));
    expect((await post({ json: many })).json()).toEqual(refusedOf(null));
    expect((await post({ json: many.slice(1) })).json()).toHaveLength(1000);
    expect((await post({ json: notification })).json()).toEqual(refusedOf(null));
  });
});

describe("what a call is counted under", () => {
  it.each<[string, unknown, string | undefined]>([
    ["its tool", calling("now"), "now"],
    ["its method", { method: "tools/list", id: 1 }, "tools/list"],
    ["the method of a notification", { method: "notifications/initialized" }, "notifications/initialized"],
    [
      "its method where it names no text that is a tool",
      { method: "prompts/get", params: { name: 7 }, id: 1 },
      "prompts/get",
    ],
    ["nothing for an answer", { id: 1, result: {} }, undefined],
    ["the tool of a batch of one", [calling("now")], "now"],
    ["the tool that all of a batch call", [calling("now"), calling("now", 2)], "now"],
    ["`batch` for several", [calling("now"), { method: "ping", id: 2 }], "batch"],
    ["nothing for an empty batch", [], undefined],
    ["the first 128 characters", calling(`search_${"x".repeat(200)}`), `search_${"x".repeat(121)}`],
  ])("is %s", async (_, json, operation) => {
    const { post, line } = await anMcpGateway();
    expect((await post({ json })).status).toBe(200);
    expect(line()?.operation).toBe(operation);
  });
});

describe("what an MCP server and its client say to each other", () => {
  it("is passed on: bytes, session, version, position and headers that agree", async () => {
    const headers = { "Content-Type": "application/json", "Mcp-Session-Id": "s-2" };
    const { post, reached } = await anMcpGateway({ headers, body: `{"id":1,"result":{}}` });
    const text = ` [ {"jsonrpc":"2.0","id":9007199254740993,"method":"tools/call","params":{"name":"now"}} ]\n`;
    const answer = await post({
      text,
      headers: {
        ...{ Accept: ["application/json, text/event-stream"], "Mcp-Session-Id": ["s-1"] },
        ...{ "MCP-Protocol-Version": ["2025-11-25"], "Last-Event-ID": ["4"] },
        ...{ "Mcp-Method": ["tools/call"], "Mcp-Name": ["now"] },
      },
    });
    expect(reached[0]).toMatchObject({
      body: text,
      headers: {
        ...{ "mcp-session-id": "s-1", "mcp-protocol-version": "2025-11-25", "last-event-id": "4" },
        ...{ "mcp-method": "tools/call", "mcp-name": "now", accept: "application/json, text/event-stream" },
      },
    });
    expect([answer.status, answer.header("mcp-session-id")]).toEqual([200, ["s-2"]]);
  });

  it("may end a session, and need not repeat in headers what the body says", async () => {
    const { post, reached } = await anMcpGateway({ status: 204, headers: {}, body: [] });
    const ended = await post({ method: "DELETE", headers: { "Mcp-Session-Id": ["s-1"] } });
    expect([ended.status, reached[0]?.method]).toEqual([204, "DELETE"]);
  });

  it.each([
    ["a resource", "resources/read", { uri: "file:///a" }, "file:///a"],
    ["a prompt", "prompts/get", { name: "p" }, "p"],
    ["a name in base64", "prompts/get", { name: "caf\u00e9" }, "=?base64?Y2Fmw6k=?="],
  ])("agrees in its headers: %s", async (_, method, params, name) => {
    const { post } = await anMcpGateway();
    const sent = { headers: { "Mcp-Method": [method], "Mcp-Name": [name] }, json: { id: 1, method, params } };
    expect((await post(sent)).status).toBe(200);
  });
});
