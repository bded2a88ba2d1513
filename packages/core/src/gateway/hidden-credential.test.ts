import { describe, expect, it } from "vitest";
import type { ClientRequest } from "./client-request.ts";
import { KEY, TOKEN, without } from "./hidden-credential.fixture.ts";

describe("a credential that is hidden", () => {
  it("goes from its header, in any casing and every value", () => {
    const headers: ClientRequest["headers"] = [
      ["X-API-Key", KEY],
      ["x-api-key", "another"],
      ["x_api_key", "a third"],
      ["Accept", "*/*"],
    ];
    expect(without("header:x-api-key", { headers }).headers).toEqual([["Accept", "*/*"]]);
  });

  it("takes along what means nothing without Authorization", () => {
    const headers: ClientRequest["headers"] = [
      ["Authorization", `Bearer ${KEY}`],
      ["Authorization-Type", "apikey"],
      ["X-Amz-Security-Token", "session"],
      ["X-Amz-Date", "20260101T000000Z"],
    ];
    expect(without("header:authorization", { headers }).headers).toEqual([
      ["X-Amz-Date", "20260101T000000Z"],
    ]);
  });

  it("goes from the query, exactly that name", () => {
    const query: ClientRequest["query"] = [
      ["key", KEY],
      ["Key", "x"],
      ["key", "again"],
    ];
    expect(without("query:key", { query }).query).toEqual([["Key", "x"]]);
  });

  it("goes from the cookies, and the others stay as they were", () => {
    const headers: ClientRequest["headers"] = [["Cookie", `a=1;  key=${KEY}; b="x=y"; Key=2`]];
    expect(without("cookie:key", { headers }).headers).toEqual([["Cookie", 'a=1; b="x=y"; Key=2']]);
  });

  it("takes the whole Cookie header where there is no other", () => {
    expect(without("cookie:key", { headers: [["Cookie", `key=${KEY}`]] }).headers).toEqual([]);
  });

  it("goes from every other place where it was sent too", () => {
    const request: ClientRequest = {
      headers: [
        ["X-API-Key", KEY],
        ["Authorization", `ApiKey ${KEY}`],
        ["X-Mine", KEY],
        ["Cookie", `k=${KEY}; a=1`],
        ["Accept", "*/*"],
      ],
      query: [
        ["k", KEY],
        ["a", "1"],
      ],
    };
    expect(without("header:x-api-key", request)).toEqual({
      headers: [
        ["Cookie", "a=1"],
        ["Accept", "*/*"],
      ],
      query: [["a", "1"]],
    });
  });

  it("takes nothing that is like it by chance", () => {
    const headers: ClientRequest["headers"] = [
      ["X-API-Key", "1"],
      ["X-Count", "1"],
      ["X-None", ""],
    ];
    expect(without("header:x-api-key", { headers }).headers).toEqual([
      ["X-Count", "1"],
      ["X-None", ""],
    ]);
  });
});

describe("a credential that is not hidden", () => {
  it.each([
    ["header:x-api-key", { headers: [["X-Api-Key", KEY]], query: [] }],
    ["header:authorization", { headers: [["authorization", `Bearer ${KEY}`]], query: [] }],
    ["cookie:key", { headers: [["Cookie", `key=${KEY}`]], query: [] }],
    ["query:key", { headers: [], query: [["key", KEY]] }],
  ] as [string, ClientRequest][])("stays in its own place, and in no other: %s", (place, own) => {
    const copies: ClientRequest["headers"] = [
      ["X_API_KEY", KEY],
      ["Referer", `https://app.test/?key=${KEY}`],
    ];
    const sent = {
      headers: [...own.headers, ...copies],
      query: [...own.query, ["copy", KEY] as const],
    };
    expect(without("", sent, place)).toEqual(own);
  });

  it("does not keep one that is hidden", () => {
    const headers: ClientRequest["headers"] = [
      ["X-API-Key", KEY],
      ["Authorization", `Bearer ${TOKEN}`],
      ["Referer", `https://app.test/?${KEY}`],
    ];
    expect(without("header:x-api-key", { headers }, "header:authorization").headers).toEqual([headers[1]]);
  });
});
