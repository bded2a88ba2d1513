import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Attack, FORBIDDEN, HEADERS } from "./attacks.fixture.ts";
import { anMcpGateway, calling } from "./mcp.fixture.ts";

const text = (value: unknown) => JSON.stringify(value);
const utf16 = (value: string, mark = "") => Buffer.from(mark + value, "utf16le");
const bodyOf = (fields: string, params = `"name":"now"`) =>
  `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{${params}}${fields}}`;
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const padded = (bytes: number, message: string) =>
  message.replace(/\}$/, `,"x":"${"a".repeat(bytes - message.length - 7)}"}`);

const CALLS: Attack[] = [
  ["the tool itself", 403, { json: calling(FORBIDDEN) }],
  ["letters that are escaped", 403, { text: bodyOf("", `"name":"d\\u0065lete_all"`) }],
  [
    "escaped letters in the names of members",
    403,
    { text: `{"\\u006dethod":"tools/\\u0063all","p\\u0061rams":{"n\\u0061me":"delete_all"},"id":1}` },
  ],
  [
    "a slash that is escaped",
    403,
    { text: `{"method":"tools\\/call","params":{"name":"delete_all"},"id":1}` },
  ],
  ["a notification", 403, { json: { jsonrpc: "2.0", method: "tools/call", params: { name: FORBIDDEN } } }],
  ["no version of JSON-RPC", 403, { json: { method: "tools/call", params: { name: FORBIDDEN } } }],
  ["a result beside the method", 403, { json: { ...calling(FORBIDDEN), result: {} } }],
  ["white space around", 403, { text: ` \r\n\t${text(calling(FORBIDDEN))}\n ` }],
  ["no tool", 403, { json: { jsonrpc: "2.0", id: 1, method: "tools/call", params: {} } }],
  ["no parameters", 403, { json: { jsonrpc: "2.0", id: 1, method: "tools/call" } }],
  [
    "parameters in a list",
    403,
    { json: { jsonrpc: "2.0", id: 1, method: "tools/call", params: [FORBIDDEN] } },
  ],
  ["a beginning without its rest", 403, { json: calling("search") }],
  ["a blank at the end", 403, { json: calling("now ") }],
  ["a blank of no width", 403, { json: calling("now\u200b") }],
  ["another case", 403, { json: calling("NOW") }],
  ["full width", 403, { json: calling("ｎｏｗ") }],
  ["a NUL", 403, { json: calling("now\0") }],
  ["an empty name", 403, { json: calling("") }],
  ["a name like a pattern", 403, { json: calling("*") }],
  ["GET with a body", 403, { method: "GET", json: calling(FORBIDDEN) }],
  ["DELETE with a body", 403, { method: "DELETE", json: calling(FORBIDDEN) }],
  ["PUT", 403, { method: "PUT", json: calling(FORBIDDEN) }],
  ["another path", 403, { path: "/echo/messages", json: calling(FORBIDDEN) }],
  [
    "another method of HTTP",
    403,
    { headers: { "X-HTTP-Method-Override": ["GET"] }, json: calling(FORBIDDEN) },
  ],
  ...[
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json;",
    "application/json-rpc",
    "image/png",
  ].map(
    (type): Attack => [
      `the type ${type}`,
      403,
      { headers: { "Content-Type": [type] }, json: calling(FORBIDDEN) },
    ],
  ),
  ["a large body", 403, { text: padded(4_194_304, text(calling(FORBIDDEN))) }],
  ["a body that is too large", 413, { text: padded(4_194_305, text(calling(FORBIDDEN))) }],
];

const BATCHES: Attack[] = [
  ["first", 403, { json: [calling(FORBIDDEN), calling("now", 2)] }],
  [
    "last of many",
    403,
    { json: [...Array.from({ length: 500 }, (_, id) => calling("now", id)), calling(FORBIDDEN, "x")] },
  ],
  [
    "as a notification",
    403,
    { json: [calling("now"), { method: "tools/call", params: { name: FORBIDDEN } }] },
  ],
  ["alone", 403, { json: [calling(FORBIDDEN)] }],
  ["in a batch in the batch", 400, { json: [calling("now"), [calling(FORBIDDEN)]] }],
  ["beside what is no message", 400, { json: [calling("now"), text(calling(FORBIDDEN))] }],
];

const READINGS: Attack[] = [
  ["the method twice", 400, { text: bodyOf(`,"method":"ping"`, `"name":"delete_all"`) }],
  ["the tool twice", 400, { text: bodyOf("", `"name":"now","name":"delete_all"`) }],
  ["the parameters twice", 400, { text: bodyOf(`,"params":{"name":"delete_all"}`) }],
  ["the id twice", 400, { text: bodyOf(`,"id":2`) }],
  ["a member twice deep inside", 400, { text: bodyOf(`,"a":[{"b":{"c":1,"c":2}}]`) }],
  ["an argument twice", 400, { text: bodyOf("", `"name":"now","arguments":{"to":"a","to":"b"}`) }],
  ["twice by an escape", 400, { text: bodyOf(`,"meth\\u006fd":"ping"`) }],
  ["a Method", 400, { text: bodyOf(`,"Method":"ping"`) }],
  ["a Method alone", 400, { text: `{"Method":"tools/call","params":{"name":"delete_all"},"id":1}` }],
  ["Params", 400, { text: bodyOf(`,"PARAMS":{"name":"delete_all"}`) }],
  ["a Name", 400, { text: bodyOf("", `"name":"now","Name":"delete_all"`) }],
  ["params with a long s", 400, { text: bodyOf(`,"param\u017f":{"name":"delete_all"}`) }],
  ["a prototype", 400, { text: `{"id":1,"__proto__":${text(calling(FORBIDDEN))}}` }],
  ["a prototype of the parameters", 400, { text: bodyOf("", `"__proto__":{"name":"delete_all"}`) }],
  ["a byte order mark", 400, { text: `\uFEFF${text(calling("now"))}` }],
  ["UTF-16", 400, { text: utf16(text(calling(FORBIDDEN))) }],
  ["UTF-16 with a mark", 400, { text: utf16(text(calling(FORBIDDEN)), "\uFEFF") }],
  [
    "UTF-16 by its type",
    400,
    { headers: { "Content-Type": ["application/json; charset=utf-16"] }, json: calling("now") },
  ],
  [
    "UTF-7 by its type",
    400,
    { headers: { "Content-Type": [`application/json; CHARSET = "utf-7"`] }, json: calling("now") },
  ],
  [
    "two types",
    400,
    { headers: { "Content-Type": ["application/json", "text/plain"] }, json: calling("now") },
  ],
  ["no UTF-8", 400, { text: Buffer.from([...Buffer.from(`{"a":"`), 0xff, ...Buffer.from(`"}`)]) }],
  [
    "a compressed body",
    400,
    { headers: { "Content-Encoding": ["gzip"] }, text: gzipSync(text(calling("now"))) },
  ],
  ["a coding that is none", 400, { headers: { Content_Encoding: ["gzip"] }, json: calling("now") }],
  ["two values", 400, { text: `${text(calling("now"))}\n${text(calling(FORBIDDEN))}` }],
  ["two values in a row", 400, { text: `${text(calling("now"))}${text(calling(FORBIDDEN))}` }],
  ["a comment", 400, { text: `${text(calling("now"))}//` }],
  ["a last comma", 400, { text: `[${text(calling("now"))},]` }],
  ["single quotes", 400, { text: `{'method':'tools/call'}` }],
  ["a form", 400, { text: "method=tools%2Fcall&name=delete_all" }],
  ["JSON in a text", 400, { json: text(calling(FORBIDDEN)) }],
  ["a number", 400, { text: "1" }],
  ["deep lists", 400, { text: bodyOf(`,"a":${nested(100_000)}`, `"name":"delete_all"`) }],
  ["a deep list alone", 400, { text: nested(2_000_000) }],
  ["a method in a list", 400, { text: `{"method":["tools/call"],"params":{"name":"delete_all"},"id":1}` }],
  ["a method that is a number", 400, { text: `{"method":1,"id":1}` }],
  ["a method that is nothing", 400, { text: `{"method":null,"params":{"name":"delete_all"}}` }],
  ["a tool in a list", 400, { json: calling([FORBIDDEN]) }],
  ["a tool that is a number", 400, { json: calling(1) }],
  ["a tool that is nothing", 400, { json: calling(null) }],
  ...[
    "tools/call ",
    " tools/call",
    "Tools/Call",
    "TOOLS/CALL",
    "tools/\u200bcall",
    "tools//call",
    "tools\\call",
    "tools.call",
    "tools_call",
    "/tools/call",
    "ｔools/call",
    "tools/call\0",
    "tools/call\n",
    "tools/list ",
  ].map((method): Attack => [`the method ${text(method)}`, 400, { json: { ...calling(FORBIDDEN), method } }]),
];

describe.each([
  ["a call of a forbidden tool", CALLS],
  ["a forbidden call in a batch", BATCHES],
  ["a body of two readings", READINGS],
  ["a header that says something else than the body", HEADERS],
])("%s", (_, attacks) => {
  it.each(attacks)("reaches no upstream: %s", async (_what, status, sent) => {
    const { post, reached, faults } = await anMcpGateway();
    const answer = await post(sent);
    expect(reached).toEqual([]);
    expect(answer.status).toBe(status);
    const code =
      status === 400 ? "message-ambiguous" : status === 413 ? "payload-too-large" : "scope-missing";
    if (sent.method !== "HEAD") expect(answer.text).toContain(code);
    expect(faults).toEqual([]);
  });
});
