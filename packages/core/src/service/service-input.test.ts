import { describe, expect, it } from "vitest";
import { UpstreamInput } from "./upstream-input.ts";

const refused = (headers: Record<string, string>) => {
  const parsed = UpstreamInput.safeParse({ url: "https://up.test", headers });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("/"));
};

describe("a service's own headers", () => {
  it.each([
    "Host",
    "content_length",
    "X-Plan",
    "X.Consumer.Id",
    "CDN-Loop",
    "X-Forwarded-For",
    "Forwarded",
    "X-Original-URL",
    "X-HTTP-Method-Override",
    "X-Real-IP",
    "Remote-User",
    "Proxy",
    "HTTP2-Settings",
    "X-Amzn-Trace-Id",
    "Latchkey-Assertion",
  ])("are refused by their own pointer where the gateway sets or drops them: %s", (name) => {
    expect(refused({ "X-Api-Key": "1", [name]: "1" })).toEqual([`headers/${name}`]);
  });

  it("are refused each by itself", () => {
    expect(refused({ TE: "1", "X-A": "1", x_plan: "1" })).toEqual(["headers/TE", "headers/x_plan"]);
  });

  it("may be what an upstream asks for", () => {
    expect(
      refused({ Authorization: "Bearer x", Cookie: "a=1", "X-Upstream-Key": "1", Via: "1.1 x" }),
    ).toEqual([]);
  });
});
