import type { Sent } from "../gateway.fixture.ts";
import { calling } from "./mcp.fixture.ts";

/** A tool that the caller's scopes do not cover. */
export const FORBIDDEN = "delete_all";

export type Attack = [what: string, status: number, sent: Sent & { json?: unknown; text?: string | Buffer }];

/** Headers that say something else than the body. */
export const HEADERS: Attack[] = [
  ["another method", 400, { headers: { "Mcp-Method": ["ping"] }, json: calling("now") }],
  ["another case", 400, { headers: { "Mcp-Method": ["Tools/Call"] }, json: calling("now") }],
  ["two methods", 400, { headers: { "Mcp-Method": ["tools/call", "ping"] }, json: calling("now") }],
  [
    "a method in another spelling of the header",
    400,
    { headers: { mcp_method: ["ping"] }, json: calling("now") },
  ],
  ["another tool", 400, { headers: { "Mcp-Name": [FORBIDDEN] }, json: calling("now") }],
  [
    "a tool in base64",
    400,
    { headers: { "Mcp-Name": ["=?base64?ZGVsZXRlX2FsbA==?="] }, json: calling("now") },
  ],
  [
    "a name of a method that has none",
    400,
    { headers: { "Mcp-Name": ["now"] }, json: { method: "tools/list", id: 1 } },
  ],
  [
    "a method beside a batch of others",
    400,
    { headers: { "Mcp-Method": ["tools/call"] }, json: [calling("now"), { method: "ping", id: 2 }] },
  ],
  ["a method without a body", 400, { method: "GET", headers: { "Mcp-Method": ["tools/call"] } }],
  [
    "a method beside an answer",
    400,
    { headers: { "Mcp-Method": ["tools/call"] }, json: { id: 1, result: {} } },
  ],
];
