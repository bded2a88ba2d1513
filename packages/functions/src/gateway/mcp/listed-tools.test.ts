import { brotliCompressSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Answering, anMcpGateway, calling } from "./mcp.fixture.ts";

const LIST = { jsonrpc: "2.0", id: 7, method: "tools/list" };
const JSON_TYPE = { "Content-Type": "application/json" };
const STREAM = { "Content-Type": "text/event-stream" };
const tool = (name: string) => `{ "name" : "${name}", "inputSchema": {"type":"object"} }`;
const listing = (tools: readonly string[], more = "") =>
  `{"jsonrpc":"2.0", "id":7,"result":{ "tools": [ ${tools.map(tool).join(" ,\n ")} ]${more}}}`;

const ask = async (answering: Answering, scopes = "read", json: unknown = LIST) => {
  const { post, reached } = await anMcpGateway(answering, {}, scopes);
  return { answer: await post({ json }), reached };
};

/** A field of server-sent events that is passed on. */
const RECONNECT = ["retry", "5"].join(": ");

describe("an answer that lists tools", () => {
  it.each([
    ["the first", ["delete_all", "now"], ["now"]],
    ["the last", ["now", "delete_all"], ["now"]],
    ["one between", ["now", "delete_all", "search_x"], ["now", "search_x"]],
    ["several in a row", ["now", "a", "b", "search_x", "c", "d"], ["now", "search_x"]],
    ["all", ["delete_all", "a"], []],
    ["none", ["now", "search_a"], ["now", "search_a"]],
    ["the only one", ["delete_all"], []],
  ])("loses those that no scope covers and nothing else: %s", async (_, all, shown) => {
    const { answer } = await ask({ body: listing(all, `,"nextCursor":"a\\u0062", "_meta":{"n":1.0e2}`) });
    expect(answer.status).toBe(200);
    const { result } = answer.json() as { result: { tools: { name: string }[] } };
    expect(result.tools.map(({ name }) => name)).toEqual(shown);
    expect(answer.text.replace(/\[[\s\S]*\]/, "[]")).toBe(
      `{"jsonrpc":"2.0", "id":7,"result":{ "tools": [],"nextCursor":"a\\u0062", "_meta":{"n":1.0e2}}}`,
    );
    for (const name of shown) expect(answer.text).toContain(tool(name));
  });

  it("is byte for byte what came, where all of it is shown", async () => {
    const body = listing(["now", "search_1"]);
    expect((await ask({ body })).answer.text).toBe(body);
  });

  it("is filtered in each answer of a batch, beside others", async () => {
    const body = `[{"id":1,"result":{"ok":true}}, ${listing(["now", "delete_all"])}]`;
    const { answer } = await ask({ body }, "read", [LIST, { id: 1, method: "ping" }]);
    expect(answer.text).not.toContain("delete_all");
    expect(answer.text).toContain(`[{"id":1,"result":{"ok":true}}, {"jsonrpc":"2.0", "id":7`);
  });

  it.each([
    ["a name that is escaped", `{"\\u0072esult":{"t\\u006fols":[{"n\\u0061me":"delete\\u005fall"}]}}`],
    ["a list given twice", `{"result":{"tools":[{"name":"now"}],"tools":[{"name":"delete_all"}]}}`],
    ["a name given twice", `{"result":{"tools":[{"name":"now","name":"delete_all"}]}}`],
    ["a tool that is no object", `{"result":{"tools":["delete_all"]}}`],
    ["a byte order mark", `\uFEFF${listing(["delete_all"])}`],
  ])("hides a tool however it is written: %s", async (_, body) => {
    const { answer } = await ask({ body });
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/delete/);
  });

  it.each<[string, Answering]>([
    ["that is no JSON", { body: `${listing(["delete_all"])}x` }],
    ["of another type", { headers: { "Content-Type": "text/plain" }, body: "tools: delete_all" }],
    [
      "in a coding that is not known",
      { headers: { ...JSON_TYPE, "Content-Encoding": "lz4" }, body: "delete_all" },
    ],
    ["in part", { status: 206, body: listing(["delete_all"]) }],
    ["in part, as a stream", { status: 206, headers: STREAM, body: `ata: ${listing(["delete_all"])}\n\n` }],
    ["that is too long", { body: Array.from({ length: 9 }, () => Buffer.alloc(1024 * 1024, " ")) }],
  ])("is refused where it cannot be read: one %s", async (_, answering) => {
    const { answer } = await ask(answering);
    expect(answer.status).toBe(502);
    expect(answer.text).not.toContain("delete_all");
  });

  it.each([
    ["gzip", gzipSync(listing(["now", "delete_all"]))],
    ["br", brotliCompressSync(listing(["now", "delete_all"]))],
  ])("is read when it came as %s all the same", async (coding, body) => {
    const { answer, reached } = await ask({ headers: { ...JSON_TYPE, "Content-Encoding": coding }, body });
    expect(reached[0]?.headers["accept-encoding"]).toBe("identity");
    expect(answer.text).toContain(tool("now"));
    expect(answer.text).not.toContain("delete_all");
  });

  it("passes errors and empty answers on", async () => {
    const failed = await ask({ status: 400, headers: { "Content-Type": "text/html" }, body: "<p>no" });
    expect([failed.answer.status, failed.answer.text]).toEqual([400, "<p>no"]);
    const accepted = await ask({ status: 202, headers: {}, body: "" });
    expect([accepted.answer.status, accepted.answer.text]).toEqual([202, ""]);
  });

  it("goes on as it came to a caller whose scopes limit no tools", async () => {
    const body = gzipSync(listing(["delete_all"]));
    const { post } = await anMcpGateway(
      { headers: { ...JSON_TYPE, "Content-Encoding": "gzip" }, body },
      { scopes: [{ name: "read" }] },
    );
    expect((await post({ json: LIST })).header("content-encoding")).toEqual(["gzip"]);
  });
});

describe("an event stream that lists tools", () => {
  const events = (end: string) =>
    [
      `: comment${end}${end}`,
      `event: message${end}id: 1${end}data: {"method":"notifications/progress"}${end}${end}`,
      `id: 2${end}event: message${end}data: ${listing(["now", "delete_all"], ',"nextCursor":"n"').replaceAll("\n", "")}${end}${RECONNECT}${end}${end}`,
      `data:${listing(["a", "search_1"]).replaceAll("\n", "")}${end}${end}`,
    ].join("");

  it.each([
    ["line feeds", "\n"],
    ["carriage returns", "\r"],
    ["both", "\r\n"],
  ])("loses those that no scope covers, and no other byte: lines that end with %s", async (_, end) => {
    const text = events(end);
    const pieces = text.match(/[\s\S]{1,7}/g) ?? [];
    const { answer } = await ask({ headers: STREAM, body: pieces });
    expect(answer.text).toBe(text.replace(` , ${tool("delete_all")}`, "").replace(`${tool("a")} , `, ""));
  });

  it("is filtered where its data is in several lines", async () => {
    const data = listing(["now", "delete_all"])
      .split("\n")
      .map((line) => `data: ${line}\n`)
      .join("");
    const { answer } = await ask({ headers: STREAM, body: `id: 1\n${data}\n` });
    expect(answer.text).toBe(`id: 1\ndata: ${listing(["now"])}\n\n`);
  });

  it("is filtered where it comes to a GET, resumed or not", async () => {
    const { post, reached } = await anMcpGateway({ headers: STREAM, body: events("\n") });
    const headers = { "Last-Event-ID": ["1"], Range: ["bytes=3-"], Accept: ["text/event-stream"] };
    const answer = await post({ method: "GET", headers });
    expect(answer.text).not.toContain("delete_all");
    expect(reached[0]?.headers).toMatchObject({ "last-event-id": "1" });
    expect(reached[0]?.headers).not.toHaveProperty("range");
  });

  it("is cut off at an event that is too long to be read", async () => {
    const long = `data: {"x":"${"a".repeat(9 * 1024 * 1024)}"}\n\n`;
    const { post, line } = await anMcpGateway({ headers: STREAM, body: [events("\n"), long] });
    await expect(post({ json: LIST })).rejects.toThrow("too long");
    expect(line()).toMatchObject({ code: "answer-cut" });
  });

  it("is not read where the call lists no tools", async () => {
    const body = `data: ${listing(["delete_all"]).replaceAll("\n", "")}\n\n`;
    const { answer } = await ask({ headers: STREAM, body }, "read", calling("now"));
    expect(answer.text).toBe(body);
  });
});
