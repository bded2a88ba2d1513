import { describe, expect, it } from "vitest";
import type { ClientRequest } from "./client-request.ts";
import { KEY, LOGIN, SIGNATURE, TOKEN, without } from "./hidden-credential.fixture.ts";

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

describe("a secret that is elsewhere in the request too", () => {
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
