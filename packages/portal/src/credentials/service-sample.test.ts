import { describe, expect, it } from "vitest";
import { serviceSample } from "./service-sample.ts";

const addresses = { gatewayUrl: "https://gateway.example/v", controlUrl: "https://api.example" };
const openapi = { paths: { "/first": { get: {} } } };
const sample = { method: "POST", path: "/own?a=1", body: "{}" } as const;

describe("what the commands of a service call", () => {
  it.each([
    [
      "the provider's sample",
      { kind: "rest", sample, openapi },
      "POST https://gateway.example/v/s/own?a=1",
      false,
    ],
    [
      "else the first operation of its document",
      { kind: "ai", openapi },
      "GET https://gateway.example/v/s/first",
      false,
    ],
    ["else a list of tools", { kind: "mcp" }, "POST https://gateway.example/v/s", true],
    ["else a chat", { kind: "ai" }, "POST https://gateway.example/v/s/v1/chat/completions", true],
    ["else its root", { kind: "rest" }, "GET https://gateway.example/v/s/", true],
  ] as const)("is %s", (_what, service, call, guess) => {
    const { method, url, isGuess } = serviceSample("s", service, addresses);
    expect([`${method} ${url}`, isGuess]).toEqual([call, guess]);
  });

  it.each(["/../other", "/a/%2e%2e/..", "/\\..\\other"])(
    "is never another service, whatever a document says: %s",
    (path) => {
      const service = { kind: "rest", openapi: { paths: { [path]: { get: {} } } } } as const;
      const { url } = serviceSample("s", service, addresses);
      expect(url.startsWith("https://gateway.example/v/s/")).toBe(true);
    },
  );

  it("is the control plane for the management API itself", () =>
    expect(serviceSample("latchkey", undefined, addresses)).toMatchObject({
      url: "https://api.example/v1/me",
      isGuess: false,
    }));
});
