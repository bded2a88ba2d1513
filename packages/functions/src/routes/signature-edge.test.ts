import { createContext, runInContext } from "node:vm";
import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { EDGE_FUNCTION } from "./signature-edge.ts";

interface Field {
  value: string;
  multiValue?: { value: string }[];
}

/** In a context with nothing but the language: what CloudFront offers besides is not used. */
const run = (headers: Record<string, Field>) => {
  const context = createContext(Object.create(null), { codeGeneration: { strings: false, wasm: false } });
  const request = {
    method: "GET",
    uri: "/forecast/a%2Fb//c%20d/",
    querystring: {
      b: { value: "1" },
      a: { value: "%C3%BC", multiValue: [{ value: "%C3%BC" }, { value: "+" }] },
    },
    headers: { host: { value: "gateway.example.com" }, ...headers },
    cookies: { one: { value: "1" } },
  };
  const event = { version: "1.0", context: {}, viewer: { ip: "203.0.113.9" }, request };
  const before = structuredClone(request);
  const answer: typeof request & { headers: Record<string, Field> } = runInContext(
    `"use strict";${EDGE_FUNCTION};handler`,
    context,
  )(event);
  return { answer, before };
};

describe("the function at the edge", () => {
  it("is what cloudfront-js-2.0 runs: the language of 2009, small, named handler", async () => {
    await expect(transform(EDGE_FUNCTION, { target: "es5" })).resolves.toMatchObject({ warnings: [] });
    await expect(transform("const a = () => 1;", { target: "es5" })).rejects.toThrow();
    expect(Buffer.byteLength(EDGE_FUNCTION)).toBeLessThan(10_000);
    expect(EDGE_FUNCTION).toMatch(/^function handler\(event\)/);
    expect(EDGE_FUNCTION).not.toMatch(/\b(?:require|import|fetch|console|eval)\b/);
  });

  it("hands Authorization on under another name, every line of it, with the host and the address", () => {
    const authorization = { value: "one", multiValue: [{ value: "one" }, { value: "two" }] };
    const { answer } = run({ authorization, accept: { value: "*/*" } });
    expect(answer.headers).toEqual({
      host: { value: "gateway.example.com" },
      accept: { value: "*/*" },
      "latchkey-edge-authorization": authorization,
      "latchkey-edge-host": { value: "gateway.example.com" },
      "latchkey-edge-address": { value: "203.0.113.9" },
    });
  });

  it("changes neither path, query, method nor cookies", () => {
    const { answer, before } = run({ authorization: { value: "one" } });
    expect({ ...answer, headers: {} }).toEqual({ ...before, headers: {} });
  });

  it("hands none of a client's own on, in any casing, with or without an Authorization", () => {
    const forged = {
      "latchkey-edge-authorization": { value: "forged" },
      "latchkey-edge-host": { value: "forged" },
      "latchkey-edge-address": { value: "192.0.2.1" },
      "latchkey-edge-secret": { value: "forged" },
      "Latchkey-Edge-Anything": { value: "forged" },
    };
    expect(JSON.stringify(run(forged).answer.headers)).not.toContain("forged");
    const { headers } = run({ ...forged, authorization: { value: "own" } }).answer;
    expect(headers["latchkey-edge-authorization"]).toEqual({ value: "own" });
    expect(Object.keys(headers).sort()).toEqual([
      "host",
      "latchkey-edge-address",
      "latchkey-edge-authorization",
      "latchkey-edge-host",
    ]);
  });
});
