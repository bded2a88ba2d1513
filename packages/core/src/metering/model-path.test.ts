import { describe, expect, it } from "vitest";
import { modelPath } from "./model-path.ts";

describe("the path of a call to a model", () => {
  it.each([
    ["/v1/chat/completions", [], "chat/completions"],
    ["/chat/completions/", [], "chat/completions"],
    ["//v1//embeddings", [], "embeddings"],
    ["/v1/messages", [], "messages"],
    ["/api/chat", [], "api/chat"],
    ["/", [], ""],
    ["/v1beta/models/gemini-2.5-pro:generateContent", ["gemini-2.5-pro"], "generateContent"],
    ["/v1beta/Models/gemini-2.5-pro%3AgenerateContent/", ["gemini-2.5-pro"], "generateContent"],
    ["/v1/projects/p/locations/l/publishers/google/models/g:predict", ["g"], "predict"],
    ["/v1/models/gpt-4o", [], "models/gpt-4o"],
    ["/model/anthropic.claude-v2:1/converse", ["anthropic.claude-v2:1"], "converse"],
    ["/model/a/converse-stream", ["a"], "converse-stream"],
    ["/m%6fdel/a/invoke", ["a"], "invoke"],
    [
      "/model/arn%3Aaws%3Abedrock%3Ax%3A1%3Aprofile%2Fp/converse",
      ["arn:aws:bedrock:x:1:profile/p"],
      "converse",
    ],
    ["/model%2Fa%2Fconverse", ["a"], "converse"],
    ["/model/x%2Fmodel%2Fy/converse", ["x/model/y", "y"], "converse"],
    ["/openai/deployments/gpt4/chat/completions", ["gpt4"], "chat/completions"],
    ["/openai/DEPLOYMENTS/gpt4%EF%BB%BF/chat/completions", ["gpt4"], "chat/completions"],
    ["/deployments/gpt4", [], "deployments/gpt4"],
    ["/model/a/other", [], "model/a/other"],
    ["/v1/%zz", [], "%zz"],
  ])("%s names %j and is %s", (path, models, operation) => {
    expect(modelPath(path)).toEqual({ models, operation });
  });

  it("is no name without end", () => {
    expect(modelPath(`/${"x".repeat(5000)}`).operation).toHaveLength(100);
  });
});
