import { describe, expect, it } from "vitest";
import { Position } from "../credential/part/position.ts";
import type { ClientRequest } from "./client-request.ts";
import { withoutCredential } from "./hidden-credential.ts";

const KEY = "lk_0123456789abcdef_0123456789";

/** Places as `header:x-api-key`, blanks between them. */
const placesOf = (text: string): Position[] =>
  text.split(" ").flatMap((each) => {
    const [where, name] = each.split(":", 2);
    return each === "" ? [] : [Position.parse({ where, name })];
  });

const without = (hide: string, request: Partial<ClientRequest>, keep = "") =>
  withoutCredential({ headers: [], query: [], ...request }, { hide: placesOf(hide), keep: placesOf(keep) });

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

const LOGIN = Buffer.from("weather:päss wörd/1").toString("base64");
const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJlLW9mLWEtdG9rZW4";
const SIGNATURE = "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7";
const every = (text: string, encode: (character: string) => string) => [...text].map(encode).join("");
const hex = (character: string) => `%${character.charCodeAt(0).toString(16)}`;

const PLACES: Record<string, [place: string, value: string]> = {
  key: ["header:x-api-key", KEY],
  bearer: ["header:authorization", `Bearer ${KEY}`],
  login: ["header:authorization", `Basic ${LOGIN}`],
  token: ["header:authorization", `Bearer ${TOKEN}`],
  aws4: ["header:authorization", `AWS4-HMAC-SHA256 Credential=AK/d/r/s/aws4_request, Signature=${SIGNATURE}`],
  rfc9421: ["header:signature", `sig1=:${LOGIN}AAAA:`],
};

describe("a secret that stands elsewhere too", () => {
  it.each([
    ["key", "Referer", `https://app.test/?key=${KEY}`],
    ["key", "Referer", `https://app.test/?u=${encodeURIComponent(`https://x.test/?k=${KEY}`)}`],
    ["key", "Referer", `https://app.test/?k=${every(KEY, hex)}`],
    ["key", "Referer", `https://app.test/?k=${encodeURIComponent(every(KEY, hex))}`],
    ["key", "Referer", `https://app.test/?k=${encodeURIComponent(encodeURIComponent(every(KEY, hex)))}`],
    ["key", "Origin", `https://${KEY}.test`],
    ["key", "Apikey", KEY],
    ["key", "X-Original-Authorization", `Bearer ${KEY}`],
    ["key", "X-Log", `called with "${KEY}" by app`],
    ["key", "User-Agent", `app/1 (${KEY})`],
    ["key", "Authorization", `Basic ${Buffer.from(`${KEY}:`).toString("base64")}`],
    ["key", "Authorization", `Basic ${Buffer.from(`user:${KEY}`).toString("base64")}`],
    ["key", "X-State", Buffer.from(JSON.stringify({ key: KEY })).toString("base64url")],
    ["key", "Referer", `https://app.test/${Buffer.from(`{"key":"${KEY}"}`).toString("base64")}`],
    ["key", "X-State", encodeURIComponent(Buffer.from(KEY).toString("base64"))],
    ["key", KEY, "1"],
    ["bearer", "X-Api-Key", KEY],
    ["bearer", "X-Forwarded-Authorization", `bearer  ${KEY}`],
    ["login", "X-Copy", LOGIN],
    [
      "login",
      "Referer",
      `https://${encodeURIComponent("weather")}:${encodeURIComponent("päss wörd/1")}@x.test`,
    ],
    ["login", "X-Password", "päss wörd/1"],
    ["login", "Referer", "https://app.test/?p=p%C3%A4ss+w%C3%B6rd%2F1"],
    ["login", "X-Login", "weather:päss wörd/1"],
    ["login", "X-Login", Buffer.from("päss wörd/1").toString("base64")],
    ["token", "Referer", `https://app.test/#token=${TOKEN}`],
    ["token", "X-Id-Token", TOKEN],
    ["aws4", "Referer", `https://app.test/?X-Amz-Signature=${SIGNATURE}`],
    ["aws4", "X-Signature", SIGNATURE],
    ["rfc9421", "X-Signature", `${LOGIN}AAAA`],
  ])("is taken out of every header: %s in %s: %s", (which, name, value) => {
    const [place = "", presented = ""] = PLACES[which] ?? [];
    const headers: ClientRequest["headers"] = [
      [place.replace("header:", ""), presented],
      [name, value],
      ["Accept", "*/*"],
    ];
    expect(without(place, { headers }).headers).toEqual([["Accept", "*/*"]]);
  });

  it.each([
    ["a value", ["k", KEY]],
    ["a longer value", ["next", `/home?key=${KEY}`]],
    ["an encoded value", ["next", encodeURIComponent(every(KEY, hex))]],
    ["base64", ["state", Buffer.from(`key=${KEY}`).toString("base64url")]],
    ["a name", [KEY, ""]],
  ] as [string, [string, string]][])("is taken out of the query as %s", (_what, pair) => {
    const headers: ClientRequest["headers"] = [["X-API-Key", KEY]];
    expect(without("header:x-api-key", { headers, query: [pair, ["a", "1"]] }).query).toEqual([["a", "1"]]);
  });

  it.each([
    `k=${KEY}`,
    `k="${KEY}"`,
    `state=${encodeURIComponent(JSON.stringify({ KEY }))}`,
    KEY,
    `${KEY}=1`,
  ])("is taken out of the cookies, and the others stay: %s", (cookie) => {
    const headers: ClientRequest["headers"] = [
      ["X-API-Key", KEY],
      ["Cookie", `a=1; ${cookie}; b=2`],
    ];
    expect(without("header:x-api-key", { headers }).headers).toEqual([["Cookie", "a=1; b=2"]]);
  });

  it("is taken out of headers where it was presented in the query or a cookie", () => {
    const referer: ClientRequest["headers"] = [["Referer", `https://app.test/?key=${KEY}`]];
    expect(without("query:key", { headers: referer, query: [["key", KEY]] })).toEqual({
      headers: [],
      query: [],
    });
    const headers: ClientRequest["headers"] = [["Cookie", `key=${KEY}; a=1`], ...referer];
    expect(without("cookie:key", { headers }).headers).toEqual([["Cookie", "a=1"]]);
  });

  it("leaves what only looks alike", () => {
    const headers: ClientRequest["headers"] = [
      ["X-API-Key", KEY],
      ["Authorization", "Bearer lk_0123456789abcdef_of-another-stage"],
      ["Referer", "https://app.test/?key=lk_0123456789abcdef"],
      ["If-None-Match", '"100%"'],
    ];
    expect(without("header:x-api-key", { headers }).headers).toEqual(headers.slice(1));
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
