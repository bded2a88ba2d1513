import { describe, expect, it } from "vitest";
import type { HeaderLine } from "./header-line.ts";
import { type Identity, requestHeaders } from "./request-headers.ts";

const identity = (plan = "gold"): Identity => ({
  consumer: {
    consumerId: "con_1",
    consumerName: "caller",
    credentialId: "crd_1",
    subscriptionId: "sub_1",
    plan,
  },
  requestId: "req-1",
  sourceIp: "203.0.113.9",
  proto: "https",
  host: "gateway.test",
  loopId: "gateway.test",
});

const OURS = requestHeaders([], {}, identity());
/** What reaches the upstream beside what the gateway says itself, which is always the same. */
const forwarded = (client: HeaderLine[], own: Record<string, string> = {}) => {
  const lines = requestHeaders(client, own, identity());
  expect(lines.slice(-OURS.length)).toEqual(OURS);
  return lines.slice(0, -OURS.length);
};

describe("what a client says that only the gateway may say", () => {
  it.each([
    "X-Consumer-Id",
    "X.Consumer.Id",
    "X~Consumer~Name",
    "X|Credential|Id",
    "X+Plan",
    "X_FORWARDED_FOR",
    "X-Original-URL",
    "X-Http-Method-Override",
    "X-Real-IP",
    "Proxy",
    "Remote-User",
    "Transfer_Encoding",
    "X-Amzn-Requestid",
  ])("is not forwarded, nor taken from the service's own headers: %s", (name) => {
    expect(forwarded([[name, "forged"]])).toEqual([]);
    expect(forwarded([], { [name.toLowerCase()]: "forged" })).toEqual([]);
  });
});

describe("what concerns one hop", () => {
  it("includes what Connection names, which cannot take away the gateway's own", () => {
    const client: HeaderLine[] = [
      ["Connection", "close, X-Mine"],
      ["connection", "x_other,X-Consumer-Id, X-Forwarded-For, CDN-Loop, x-own"],
      ["x-mine", "1"],
      ["X-Other", "2"],
      ["X-Kept", "3"],
    ];
    expect(forwarded(client, { "x-own": "service" })).toEqual([
      ["X-Kept", "3"],
      ["x-own", "service"],
    ]);
  });
});

describe("what a client sends beside", () => {
  it("is forwarded, repeated and in its order", () => {
    const client: HeaderLine[] = [
      ["Accept", "a"],
      ["X-Many", "1"],
      ["X-Many", "2"],
      ["X-Amzn-Trace-Id", "Root=1"],
    ];
    expect(forwarded(client)).toEqual(client);
  });

  it("gives way to the service's own headers", () => {
    const client: HeaderLine[] = [
      ["X-Api-Key", "client's"],
      ["x_api_key", "client's"],
      ["X.Api.Key", "client's"],
    ];
    expect(forwarded(client, { "x-api-key": "service's" })).toEqual([["x-api-key", "service's"]]);
  });

  it("is dropped where it could become another header", () => {
    const client: HeaderLine[] = [
      ["X-A", "1\r\nX-Plan: gold"],
      ["X-B\r\nX-Plan", "gold"],
      ["X C", "1"],
      ["X-D", "1\u0000"],
    ];
    expect(forwarded(client)).toEqual([]);
  });

  it("is written as the bytes it came from", () => {
    expect(forwarded([["X-Name", "é€"]])).toEqual([["X-Name", "\u00c3\u00a9\u00e2\u0082\u00ac"]]);
    expect(forwarded([["X-Name", "é"]])).toEqual([["X-Name", "é"]]);
  });
});

describe("who calls", () => {
  it("is told", () => {
    expect(OURS).toEqual([
      ["X-Consumer-Id", "con_1"],
      ["X-Consumer-Name", "caller"],
      ["X-Credential-Id", "crd_1"],
      ["X-Subscription-Id", "sub_1"],
      ["X-Plan", "gold"],
      ["X-Request-Id", "req-1"],
      ["X-Forwarded-For", "203.0.113.9"],
      ["X-Forwarded-Proto", "https"],
      ["X-Forwarded-Host", "gateway.test"],
      ["CDN-Loop", "gateway.test"],
    ]);
  });

  it.each([
    ["without a plan", identity("")],
    ["of a name that cannot be written", identity("a\nb")],
  ])("is told by an empty header %s, since an upstream must not look for another one", (_what, who) => {
    const lines = requestHeaders([["X_Plan", "gold"]], {}, who);
    expect(lines.map(([name]) => name)).toEqual(OURS.map(([name]) => name));
    expect(lines.find(([name]) => name === "X-Plan")).toEqual(["X-Plan", ""]);
  });
});
