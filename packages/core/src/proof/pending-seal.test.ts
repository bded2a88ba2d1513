import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CallRequest } from "../presented/call-request.ts";
import { aRing, NOW } from "../testing/records.ts";
import { openPending, PENDING_LIFETIME, sealPending } from "./pending-seal.ts";

const ring = aRing("d1");
const otherDeployment = { current: "d1", keys: { d1: Buffer.alloc(32, "another").toString("base64") } };
const random = (length: number) => randomBytes(length);
const request: Pick<CallRequest, "requestId" | "method" | "path" | "query" | "headers"> = {
  requestId: "r-1",
  method: "POST",
  path: "/echo/orders",
  query: [
    ["a", "1"],
    ["b", "2"],
  ],
  headers: { host: ["gw.example"], "content-type": ["text/plain"], "x-amzn-trace-id": ["Root=1"] },
};
const pending = {
  signature: {
    completions: [
      {
        texts: [["text"]] as const,
        lines: [],
        lineIsDigest: true,
        key: "a2V5",
        signature: "00",
        validUntil: 1,
      },
    ],
    signedHeaders: ["host", "content-type", "content-length"],
  },
  ifHeld: { kind: "consumer", consumerId: "con_1" },
};
const seal = () => sealPending(ring, "gw1", request, pending, NOW, random) ?? "";
const open = (sealed: string, changes: Partial<typeof request> = {}, at = NOW, api = "gw1", keys = ring) =>
  openPending(keys, api, { ...request, ...changes }, sealed, at);

describe("a sealed signature", () => {
  it("opens for its request within 30 s, in whatever order the query comes", () => {
    expect(open(seal())).toEqual(pending);
    expect(open(seal(), {}, NOW + PENDING_LIFETIME - 1)).toEqual(pending);
    expect(open(seal(), { query: request.query.toReversed() })).toEqual(pending);
    expect(open(seal(), { headers: { ...request.headers, "x-amzn-trace-id": ["Root=2"] } })).toEqual(pending);
  });

  it.each<[string, Partial<typeof request>]>([
    ["another id", { requestId: "r-2" }],
    ["another method", { method: "PUT" }],
    ["another path", { path: "/echo/admin" }],
    ["another query", { query: [["a", "1"]] }],
    ["a query that reads alike", { query: [["a", '1"],["b","2']] }],
    ["another signed header", { headers: { ...request.headers, "content-type": ["text/html"] } }],
    ["a signed header twice", { headers: { ...request.headers, host: ["gw.example", "evil"] } }],
    ["a signed header gone", { headers: { host: ["gw.example"] } }],
    ["a signed header that was not there", { headers: { ...request.headers, "content-length": ["3"] } }],
  ])("does not open for a request with %s", (_name, changes) => {
    expect(open(seal(), changes)).toBeUndefined();
  });

  it("does not open after 30 s, nor before it was made", () => {
    expect(open(seal(), {}, NOW + PENDING_LIFETIME)).toBeUndefined();
    expect(open(seal(), {}, NOW - 1)).toBeUndefined();
  });

  it("does not open on another API, or in another deployment whose key has the same name", () => {
    expect(open(seal(), {}, NOW, "gw2")).toBeUndefined();
    expect(open(seal(), {}, NOW, "gw1", otherDeployment)).toBeUndefined();
    expect(open(seal(), {}, NOW, "gw1", aRing("d2"))).toBeUndefined();
  });

  it("does not open when a single character of it differs", () => {
    const sealed = seal();
    for (let at = 0; at < sealed.length; at += 7) {
      const other = sealed[at] === "A" ? "B" : "A";
      expect(open(`${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`)).toBeUndefined();
    }
    expect([open(""), open("d1."), open("."), open("x".repeat(10_000))]).toEqual(Array(4).fill(undefined));
  });

  it("shows nothing of the key, and is another one each time", () => {
    expect(seal()).not.toBe(seal());
    expect(seal()).not.toContain("a2V5");
  });

  it("is not made where it would not fit into an authorizer's answer", () => {
    const long = randomBytes(8000).toString("base64");
    const [completion] = pending.signature.completions;
    if (!completion) throw new Error("There is a completion.");
    const signature = { ...pending.signature, completions: [{ ...completion, texts: [[long]] as const }] };
    expect(sealPending(ring, "gw1", request, { ...pending, signature }, NOW, random)).toBeUndefined();
  });
});
