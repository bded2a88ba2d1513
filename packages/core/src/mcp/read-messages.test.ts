import { describe, expect, it } from "vitest";
import { type McpMessage, readMessages } from "./read-messages.ts";

const read = (text: string) => readMessages(Buffer.from(text));
const call = (params: unknown, method = "tools/call") =>
  JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
const callOf = (tool: string): McpMessage => ({ method: "tools/call", tool, name: tool });

describe("the messages of a body", () => {
  it.each<[what: string, body: string, message: McpMessage]>([
    ["a call of a tool", call({ name: "add" }), { method: "tools/call", tool: "add", name: "add" }],
    ["a tool of no letters", call({ name: "" }), { method: "tools/call", tool: "", name: "" }],
    ["a tool that is called like a member", call({ name: "__proto__" }), callOf("__proto__")],
    ["a call without a tool", call({}), { method: "tools/call" }],
    ["a call with a list of parameters", call(["add"]), { method: "tools/call" }],
    ["a call without parameters", '{"method":"tools/call"}', { method: "tools/call" }],
    ["a prompt", call({ name: "hi" }, "prompts/get"), { method: "prompts/get", name: "hi" }],
    [
      "a resource",
      call({ uri: "a:b", name: "n" }, "resources/read"),
      { method: "resources/read", name: "a:b" },
    ],
    ["another method whose name is no text", call({ name: 1 }, "x/y"), { method: "x/y" }],
    ["a method that only begins like one", call({}, "tools/calls"), { method: "tools/calls" }],
    ["a method of no letters", call({}, ""), { method: "" }],
    ["an answer to the server", '{"id":1,"result":{}}', {}],
    ["nothing at all", "{}", {}],
    ["a tool's own arguments, however named", call({ name: "a", arguments: { Name: "b" } }), callOf("a")],
  ])("tell %s", (_what, body, message) => {
    expect(read(body)).toEqual({ all: [message], isBatch: false });
  });

  it("are all of a batch, in its order, and none of an empty one", () => {
    const [one, other] = [call({ name: "a" }), call({}, "ping")];
    expect(read(`[${one},${other}]`)).toEqual({ all: [callOf("a"), { method: "ping" }], isBatch: true });
    expect(read("[]")).toEqual({ all: [], isBatch: true });
  });

  it.each<[what: string, body: string]>([
    ["no JSON", "{"],
    ["nothing", ""],
    ["a text", '"tools/call"'],
    ["null", "null"],
    ["a batch in a batch", `[[${call({ name: "a" })}]]`],
    ["null in a batch", `[${call({ name: "a" })},null]`],
    ["one that cannot be read in a batch", `[${call({ name: "a" })},{"method":1}]`],
    ["a method that is no text", '{"method":["tools/call"]}'],
    ["no method but null", '{"method":null}'],
    ["a method twice", '{"method":"ping","method":"tools/call"}'],
    ["a method in capitals", '{"Method":"tools/call"}'],
    ["a tool twice", '{"method":"tools/call","params":{"name":"a","name":"b"}}'],
    ["a tool in capitals", call({ name: "a", NAME: "b" })],
    ["a tool that is a number", call({ name: 1 })],
    ["a tool that is a list", call({ name: ["a"] })],
    ["a tool that is null", call({ name: null })],
    ["another prototype", '{"__proto__":{"method":"tools/call"}}'],
    ["parameters of another prototype", '{"method":"tools/call","params":{"__proto__":{"name":"a"}}}'],
    ["a byte order mark", `\uFEFF${call({ name: "a" })}`],
  ])("are not told of %s", (_what, body) => {
    expect(read(body)).toBeUndefined();
  });

  it.each([
    "Tools/Call",
    "tools/call ",
    " tools/call",
    "tools//call",
    "tools.call",
    "toolscall",
    "tools/call\u0000",
    "tools/\u200Bcall",
    "tool\u017F/call",
    "\uFF54ools/call",
    "TOOLS/LIST",
    "tools/list1",
  ])("are not told of a method that some read as one of tools: %j", (method) => {
    expect(read(call({ name: "a" }, method))).toBeUndefined();
  });

  it("are not told of bytes that are no UTF-8", () => {
    expect(readMessages(Buffer.from(call({ name: "a" }), "utf16le"))).toBeUndefined();
    expect(
      readMessages(Buffer.concat([Buffer.from('{"method":"'), Uint8Array.of(0xff), Buffer.from('"}')])),
    ).toBe(undefined);
  });
});
