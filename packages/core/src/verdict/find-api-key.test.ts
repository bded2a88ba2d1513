import { API_KEY_RANDOM_BYTES, mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { describe, expect, it } from "vitest";
import { countingBytes } from "../testing/records.ts";
import type { CallRequest } from "./call-request.ts";
import { findApiKeys, isDefaultPosition } from "./find-api-key.ts";

const minted = mintApiKey("0123456789ABCDEF", countingBytes(API_KEY_RANDOM_BYTES), "abcdef");
const foreign = "an-imported-key-of-old";

const request = (parts: Partial<Pick<CallRequest, "headers" | "query">>): CallRequest => ({
  method: "GET",
  path: "/weather",
  service: "weather",
  rest: "",
  query: [],
  headers: {},
  sourceIp: "192.0.2.7",
  requestId: "r",
  ...parts,
});
const found = (parts: Parameters<typeof request>[0]) => findApiKeys(request(parts));

describe("an API key is found", () => {
  it.each([
    ["x-api-key", minted, "x-api-key"],
    ["apikey", minted, "apikey"],
    ["authorization", `Bearer ${minted}`, "authorization"],
    ["authorization", `apikey  ${minted} `, "authorization"],
  ])("in the header %s: %s", (name, value, at) => {
    expect(found({ headers: { [name]: [value] } })).toEqual([
      { value: minted, at: { where: "header", name: at } },
    ]);
  });

  it("in a default place also when it was imported", () => {
    expect(found({ headers: { "x-api-key": [foreign] } })).toHaveLength(1);
    expect(found({ headers: { authorization: [`Bearer ${foreign}`] } })).toHaveLength(1);
  });

  it("in a query, a cookie or another header only in the form of a minted one", () => {
    const elsewhere = (key: string) => ({
      query: [["k", key]] as const,
      headers: { cookie: [`a=1; k=${key}`], "x-other": [key] },
    });
    expect(found(elsewhere(minted)).map(({ at }) => at.where)).toEqual(["query", "cookie", "header"]);
    expect(found(elsewhere(foreign))).toEqual([]);
    expect(found(elsewhere(`${minted.slice(0, -1)}!`))).toEqual([]);
  });

  it("each time that a header is repeated: a second key is not overlooked", () => {
    const keys = ["one-key-of-sixteen", "other-key-of-sixteen"];
    for (const headers of [
      { "x-api-key": keys },
      { authorization: keys.map((key) => `Bearer ${key}`) },
      { "x-api-key": keys.slice(0, 1), apikey: keys.slice(1) },
    ])
      expect(found({ headers }).map(({ value }) => value)).toEqual(keys);
  });
});

describe("no API key is found", () => {
  it.each([["Basic dXNlcjpwYXNz"], ["Bearer"], ["Bearer two words"], ["Digest a=b"], [""]])(
    "in Authorization: %j",
    (value) => expect(found({ headers: { authorization: [value] } })).toEqual([]),
  );

  it("in a request that carries none, whatever its headers are called", () => {
    expect(found({ headers: { constructor: ["x"], host: ["h"] }, query: [["__proto__", "x"]] })).toEqual([]);
  });
});

it("only headers made for it need no word of the credential's", () => {
  expect(isDefaultPosition({ where: "header", name: "x-api-key" })).toBe(true);
  expect(isDefaultPosition({ where: "header", name: "x-other" })).toBe(false);
  expect(isDefaultPosition({ where: "query", name: "x-api-key" })).toBe(false);
  expect(isDefaultPosition({ where: "cookie", name: "authorization" })).toBe(false);
});
