import { describe, expect, it } from "vitest";
import type { UpstreamRequest } from "../upstream/forward.ts";
import { aiRequest } from "./ai-request.ts";

const requestOf = (body: string | Buffer, path = "/v1/chat/completions"): UpstreamRequest => ({
  origin: "https://model.test",
  path,
  method: "POST",
  headers: [
    ["Content-Type", "application/json"],
    ["accept-encoding", "gzip, br"],
    ["Content-Digest", "sha-256=:AAAA:"],
    ["Digest", "SHA-256=AAAA"],
    ["Repr-Digest", "sha-256=:AAAA:"],
    ["Content-MD5", "AAAA"],
    ["X-Other", "kept"],
  ],
  body: Buffer.from(body),
  timeoutMs: 1000,
});
const names = (request: UpstreamRequest) => request.headers.map(([name]) => name);
const added = '"stream_options":{"include_usage":true},';

const CHAT_PATHS = [
  "/v1/chat/completions",
  "/v1/completions?x=1",
  "/openai/deployments/a/chat/completions?api-version=1",
  "/v1/chat/completions/",
  "/v1/chat/completion%73",
  "/v1/Chat/Completions",
  "/v1/chat/completions%EF%BB%BF",
];

describe("a streamed call to a model", () => {
  it.each([
    ["nothing else", '{"stream":true}', `{${added}"stream":true}`],
    [
      "large numbers",
      '{"seed":12345678901234567890,"stream":true}',
      `{${added}"seed":12345678901234567890,"stream":true}`,
    ],
    [
      "decimals as written",
      '{"temperature":1.0,"top_p":1e0,"stream":true}',
      `{${added}"temperature":1.0,"top_p":1e0,"stream":true}`,
    ],
    ["a member twice", '{"a":1,"a":2,"stream":true}', `{${added}"a":1,"a":2,"stream":true}`],
    ["blanks and lines", ' {\n  "stream" : true\r\n}\n', ` {${added}\n  "stream" : true\r\n}\n`],
    [
      "escapes as written",
      '{"\\u0073tream":true,"x":"\\u00e9\\/"}',
      `{${added}"\\u0073tream":true,"x":"\\u00e9\\/"}`,
    ],
    ["braces in texts", '{"x":"}{\\"][","stream":true}', `{${added}"x":"}{\\"][","stream":true}`],
    [
      "deep values",
      '{"messages":[{"a":[1,{"b":null}]}],"stream":true,"z":[]}',
      `{${added}"messages":[{"a":[1,{"b":null}]}],"stream":true,"z":[]}`,
    ],
    ["letters of all scripts", '{"x":"é漢🦊","stream":true}', `{${added}"x":"é漢🦊","stream":true}`],
    [
      "empty options",
      '{"stream":true,"stream_options":{}}',
      '{"stream":true,"stream_options":{"include_usage":true}}',
    ],
    [
      "other options",
      '{"stream":true,"stream_options":{"x":1}}',
      '{"stream":true,"stream_options":{"include_usage":true,"x":1}}',
    ],
    [
      "options with blanks",
      '{"stream_options": { "x":1 } ,"stream":true}',
      '{"stream_options": {"include_usage":true, "x":1 } ,"stream":true}',
    ],
    [
      "the word in a text",
      '{"x":"include_usage","stream":true}',
      `{${added}"x":"include_usage","stream":true}`,
    ],
  ])("has one member more, and every other byte as it was, with %s", (_what, body, expected) => {
    const { asking } = aiRequest(requestOf(body), "ask");
    expect(asking?.body.toString()).toBe(expected);
    expect(JSON.parse(expected)).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it.each([
    ["it does not stream", '{"stream":false}'],
    ["it says nothing of streaming", '{"messages":[]}'],
    ["it asks itself", '{"stream":true,"stream_options":{"include_usage":true}}'],
    ["it says that it wants none", '{"stream":true,"stream_options":{"include_usage":false}}'],
    ["its options are null", '{"stream":true,"stream_options":null}'],
    ["its options are no object", '{"stream":true,"stream_options":[1]}'],
    ["it has options twice", '{"stream":true,"stream_options":{},"stream_options":{}}'],
    ["it streams twice", '{"stream":true,"stream":false}'],
    ["it streams once more", '{"stream":true,"stream":true}'],
    ["stream is a text", '{"stream":"true"}'],
    ["stream is a number", '{"stream":1}'],
    ["it is a list", '[{"stream":true}]'],
    ["it is no JSON", '{"stream":true'],
    ["it is two values", '{"stream":true}{}'],
    ["it is empty", ""],
    ["it begins with a byte order mark", '\uFEFF{"stream":true}'],
    ["stream stands deeper", '{"x":{"stream":true}}'],
  ])("goes as it came where %s", (_what, body) => {
    expect(aiRequest(requestOf(body), "ask").asking).toBeUndefined();
    expect(aiRequest(requestOf(body), "ask").request.body).toEqual(Buffer.from(body));
  });

  it("goes as it came where it is not UTF-8, and where the service says so", () => {
    const latin = Buffer.concat([
      Buffer.from('{"stream":true,"x":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}'),
    ]);
    expect(aiRequest(requestOf(latin), "ask").asking).toBeUndefined();
    expect(aiRequest(requestOf('{"stream":true}'), "leave").asking).toBeUndefined();
  });

  it.each(CHAT_PATHS)("asks however its path is spelled: %s", (path) => {
    expect(aiRequest(requestOf('{"stream":true}', path), "ask").asking).toBeDefined();
  });

  it.each([
    "/v1/responses",
    "/v1/messages",
    "/v1/completions/x",
    "/v1/mycompletions",
    "/x?y=/chat/completions",
  ])("is left alone at other paths: %s", (path) => {
    expect(aiRequest(requestOf('{"stream":true}', path), "ask").asking).toBeUndefined();
  });

  it("carries no digest of another body, and asks for a readable answer", () => {
    const { request, asking } = aiRequest(requestOf('{"stream":true}'), "ask");
    expect(asking && names(asking)).toEqual(["Content-Type", "X-Other", "Accept-Encoding"]);
    expect(names(request)).toContain("Content-Digest");
    expect(request.headers.at(-1)).toEqual(["Accept-Encoding", "identity"]);
  });
});
