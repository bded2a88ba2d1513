import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { CallRefusal } from "../../problem/call-refusal.ts";
import { askedModel } from "./asked-model.ts";

const JSON_TYPE = "application/json";

const ask = async (
  body: string | Buffer,
  path = "/v1/chat/completions",
  type = JSON_TYPE,
  headers: [string, string][] = [],
  method = "POST",
) => {
  try {
    const all: [string, string][] = [
      ...(type === "" ? [] : [["Content-Type", type] as [string, string]]),
      ...headers,
    ];
    const { operation: _operation, ...asked } = await askedModel(
      { method, headers: all, body: Buffer.from(body) },
      path,
    );
    return asked;
  } catch (error) {
    return error instanceof CallRefusal ? error.code : error;
  }
};

const form = async (fields: readonly (readonly [string, string | Blob])[]) => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  const { headers } = new Response(data);
  const sent = new Request("http://x.test", { method: "POST", body: data });
  return {
    type: sent.headers.get("content-type") ?? headers.get("content-type") ?? "",
    body: Buffer.from(await sent.arrayBuffer()),
  };
};

/** Body and path of calls that name one model. */
const NAMED: Record<string, [body: string, path: string]> = {
  "the body": ['{"model":"gpt-4o"}', "/v1/chat/completions"],
  "the body of another type": ['{"model":"gpt-4o"}', "/x"],
  "body and path alike": ['{"model":"gpt-4o"}', "/openai/deployments/gpt-4o/chat/completions"],
  "the path alone": ['{"contents":[]}', "/v1beta/models/gpt-4o:generateContent"],
  "the path of an empty body": ["", "/model/gpt-4o/converse"],
};

describe("the model that a call names", () => {
  it.each(Object.entries(NAMED))("is that of %s", async (_what, [body, path]) => {
    expect(await ask(body, path)).toMatchObject({ model: "gpt-4o" });
  });

  it.each<[string, string, string]>([
    ["none is named", '{"messages":[]}', JSON_TYPE],
    ["it is null", '{"model":null}', JSON_TYPE],
    ["it is empty", '{"model":""}', JSON_TYPE],
    ["the body is a list", '[{"model":"a"}]', JSON_TYPE],
    ["the body is no JSON", "model=a", "application/x-www-form-urlencoded"],
    ["there is no body", "", JSON_TYPE],
  ])("is none where %s", async (_what, body, type) => {
    expect(await ask(body, "/x", type)).toEqual({ outputs: 1 });
  });

  it.each<[string, string | Buffer, string, string]>([
    ["path and body name two", '{"model":"b"}', "/deployments/a/chat/completions", JSON_TYPE],
    ["the path can be read in two ways", "{}", "/model/x%2Fmodel%2Fy/converse", JSON_TYPE],
    ["a member is there twice", '{"model":"a","model":"b"}', "/x", JSON_TYPE],
    ["a member is there twice, deep", '{"model":"a","x":{"y":1,"y":2}}', "/x", JSON_TYPE],
    ["it is in another case", '{"Model":"a"}', "/x", JSON_TYPE],
    ["a maximum is in another case", '{"model":"a","MAX_TOKENS":1}', "/x", JSON_TYPE],
    ["it is no text", '{"model":["a"]}', "/x", JSON_TYPE],
    ["the body is no JSON", '{"model":"a"', "/x", JSON_TYPE],
    ["the body is no JSON, and says nothing of its type", '{"model":"a",}', "/x", ""],
    ["the body is more than one value", '{"model":"a"}{"model":"b"}', "/x", "text/plain"],
    ["the body begins with a byte order mark", '\uFEFF{"model":"a"}', "/x", "text/plain"],
    ["the body is not UTF-8", Buffer.from('{"model":"\xe9"}', "latin1"), "/x", JSON_TYPE],
    ["the body is UTF-16", Buffer.from('{"model":"a"}', "utf16le"), "/x", "text/plain"],
    ["a form is broken", "--x\r\n", "/x", "multipart/form-data; boundary=x"],
    ["a form has no boundary", "model=a", "/x", "multipart/form-data"],
  ])("is ambiguous where %s", async (_what, body, path, type) => {
    expect(await ask(body, path, type)).toBe("model-ambiguous");
  });

  it("is ambiguous where the body is compressed, whatever its coding is called", async () => {
    const body = gzipSync('{"model":"a"}');
    for (const coding of ["gzip", "GZIP", "br", "x-other", "identity, gzip"])
      expect(await ask(body, "/x", JSON_TYPE, [["content-encoding", coding]])).toBe("model-ambiguous");
    expect(await ask('{"model":"a"}', "/x", JSON_TYPE, [["Content-Encoding", "identity"]])).toMatchObject({
      model: "a",
    });
  });

  it("is a field of a form", async () => {
    const { type, body } = await form([
      ["file", new Blob(["x"])],
      ["model", "whisper-1"],
      ["n", "3"],
    ]);
    expect(await ask(body, "/v1/audio/transcriptions", type)).toEqual({ model: "whisper-1", outputs: 3 });
  });

  it.each([
    [
      [
        ["model", "a"],
        ["model", "b"],
      ],
    ],
    [[["Model", "a"]]],
    [[["model", new Blob(["a"])]]],
  ] as const)("is ambiguous in a form of %j", async (fields) => {
    const { type, body } = await form(fields);
    expect(await ask(body, "/x", type)).toBe("model-ambiguous");
  });

  it("is not looked for in the body of a GET", async () => {
    expect(await ask('{"model":"a","model":"b"}', "/v1/models", JSON_TYPE, [], "GET")).toEqual({
      outputs: 1,
    });
  });
});

describe("the output that a call asks for", () => {
  it.each<[object, object]>([
    [{ max_tokens: 5 }, { maxOutputTokens: 5, outputs: 1 }],
    [
      { max_tokens: 5, max_completion_tokens: 9, max_output_tokens: 7 },
      { maxOutputTokens: 9, outputs: 1 },
    ],
    [{ inferenceConfig: { maxTokens: 6 } }, { maxOutputTokens: 6, outputs: 1 }],
    [{ generationConfig: { maxOutputTokens: 6, candidateCount: 2 } }, { maxOutputTokens: 6, outputs: 2 }],
    [
      { generationConfig: { maxOutputTokens: 1 }, generation_config: { max_output_tokens: 8 } },
      { maxOutputTokens: 8, outputs: 1 },
    ],
    [{ options: { num_predict: 4 } }, { maxOutputTokens: 4, outputs: 1 }],
    [{ options: { num_predict: -1 } }, { outputs: 1 }],
    [{ max_tokens: "12" }, { maxOutputTokens: 12, outputs: 1 }],
    [{ max_tokens: 1e300 }, { maxOutputTokens: 1_000_000_000, outputs: 1 }],
    [{ max_tokens: null, n: 0 }, { outputs: 1 }],
    [{ n: 3, best_of: 5 }, { outputs: 5 }],
    [{ prompt: ["a", "b"], n: 2 }, { outputs: 4 }],
    [{ prompt: [1, 2, 3] }, { outputs: 1 }],
    [{ n: 1e12 }, { outputs: 100_000 }],
  ])("of %j is %j", async (body, expected) => {
    expect(await ask(JSON.stringify(body))).toEqual(expected);
  });
});
