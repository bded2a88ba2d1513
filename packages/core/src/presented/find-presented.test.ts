import { describe, expect, it } from "vitest";
import {
  apisix,
  aws4,
  basic,
  foreign,
  found,
  gatewayHmac,
  hex,
  jwt,
  kind,
  kong,
  minted,
} from "./find-presented.fixture.ts";

describe("a credential is found in the position of its type", () => {
  it.each([
    ["x-api-key", minted, "api-key"],
    ["apikey", minted, "api-key"],
    ["x-api-key", foreign, "api-key"],
    ["authorization", `Bearer ${minted}`, "api-key"],
    ["authorization", `apikey  ${minted} `, "api-key"],
    ["authorization", minted, "api-key"],
    ["authorization", `Bearer ${foreign}`, "api-key"],
    ["authorization", `bearer ${jwt}`, "jwt"],
    ["authorization", jwt, "jwt"],
    ["authorization", basic, "basic"],
    ["authorization", aws4, "aws4"],
    ["authorization", gatewayHmac, "gateway-hmac"],
    ["authorization", `SDK-${gatewayHmac}`.replace("x-gateway", "x-sdk"), "gateway-hmac"],
    ["authorization", apisix, "signature"],
    ["authorization", kong, "kong"],
    ["authorization", kong.replace("hmac", "Hmac"), "kong"],
    ["proxy-authorization", kong, "kong"],
  ])("%s: %s", (name, value, type) => {
    const { definite, tentative, malformed } = found({ headers: { [name]: [value] } });
    expect(definite.map(kind)).toEqual([type]);
    expect(definite[0]?.positions).toEqual([{ where: "header", name }]);
    expect([tentative, malformed]).toEqual([[], false]);
  });

  it.each(["x-api-key", "apikey"])("but for an empty %s, which is ignored", (name) => {
    const { definite, tentative, malformed } = found({ headers: { [name]: ["", ""], "x-other": [minted] } });
    expect([definite, tentative.length, malformed]).toEqual([[], 1, false]);
  });

  it("presigned in the query", () => {
    const query = [
      ["X-Amz-Algorithm", "AWS4-HMAC-SHA256"],
      ["X-Amz-Credential", "AK/20260101/r/s/aws4_request"],
      ["X-Amz-Date", "20260101T000000Z"],
      ["X-Amz-SignedHeaders", "host"],
      ["X-Amz-Signature", hex],
    ] as const;
    expect(found({ query }).definite.map(kind)).toEqual(["aws4"]);
  });

  it("as a message signature, in two headers", () => {
    const headers = {
      "signature-input": ['sig1=("@method" "@authority" "@path");created=1;keyid="AK";alg="hmac-sha256"'],
      signature: [`sig1=:${Buffer.alloc(32).toString("base64")}:`],
    };
    expect(found({ headers }).definite.map(kind)).toEqual(["rfc9421"]);
  });
});

describe("several credentials", () => {
  it("are all found: a second one is never overlooked", () => {
    const keys = ["one-key-of-sixteen", "other-key-of-sixteen"];
    for (const headers of [
      { "x-api-key": keys },
      { authorization: keys.map((key) => `Bearer ${key}`) },
      { "x-api-key": keys.slice(0, 1), apikey: keys.slice(1) },
    ])
      expect(found({ headers }).definite).toMatchObject(keys.map((value) => ({ value })));
    expect(
      found({ headers: { authorization: [basic], "x-api-key": [minted] }, query: [["t", jwt]] }),
    ).toMatchObject({
      definite: [{ type: "basic" }, { type: "api-key" }],
      tentative: [{ type: "jwt" }],
    });
  });

  it("a signature of Kong's in both of its headers is two, each read for itself", () => {
    const headers = { authorization: [kong], "proxy-authorization": [kong.replace("AK", "OTHER")] };
    expect(found({ headers })).toMatchObject({
      definite: [{ claim: { accessKey: "AK" } }, { claim: { accessKey: "OTHER" } }],
      malformed: false,
    });
  });

  it("the same in two positions is one", () => {
    const { definite, tentative } = found({ headers: { "x-api-key": [minted] }, query: [["k", minted]] });
    expect(definite.map((each) => each.positions.length)).toEqual([2]);
    expect(tentative).toEqual([]);
  });

  it("more than a few are too many", () => {
    const values = Array.from({ length: 5 }, (_, index) => `${foreign}${index}`);
    expect(found({ headers: { "x-api-key": values } }).malformed).toBe(true);
  });
});

describe("nothing is found", () => {
  it.each([["Digest a=b"], ["Negotiate abc"], ["hmac x"], [""], ["Bearer"], [foreign]])(
    "in Authorization: %j",
    (value) =>
      expect(found({ headers: { authorization: [value] } })).toEqual({
        definite: [],
        tentative: [],
        malformed: false,
        unreadable: false,
      }),
  );

  it("in a request that carries none, whatever its headers are called", () => {
    expect(
      found({ headers: { constructor: ["x"], host: ["h"] }, query: [["__proto__", "x"]] }).definite,
    ).toEqual([]);
  });

  it.each([["AWS4-HMAC-SHA256 x"], ["HMAC-SHA256 x"], ["Signature x"], ['hmac username="x"']])(
    "that holds, where a signature is broken: %s",
    (value) => expect(found({ headers: { authorization: [value] } }).malformed).toBe(true),
  );

  it.each([["Basic !"], ["Basic bm9jb2xvbg=="]])("that could be a login of ours: %s", (value) => {
    const { definite, malformed, unreadable } = found({ headers: { authorization: [value] } });
    expect([definite, malformed, unreadable]).toEqual([[], false, true]);
  });
});

describe("Authorization-Type", () => {
  const typed = (type: string, headers: Record<string, string[]>) => {
    const { definite, malformed } = found({ headers: { "authorization-type": [type], ...headers } });
    return malformed ? "malformed" : definite.map(kind);
  };

  it.each([
    ["apikey", "api-key"],
    ["APIKEY_AUTH", "api-key"],
    ["basic", "basic"],
    ["Basic_Auth", "basic"],
    ["AK/SK", "gateway-hmac"],
    ["aksk", "gateway-hmac"],
  ])("%s: only that type is tried", (type, expected) => {
    const headers = {
      authorization: [basic, gatewayHmac],
      "x-api-key": [minted],
      "x-token": [`Bearer ${jwt}`],
    };
    expect(typed(type, headers)).toEqual([expected]);
  });

  it("lets a bare value be an imported key, or a token", () => {
    expect(typed("apikey", { authorization: [foreign] })).toEqual(["api-key"]);
    expect(typed("jwt", { authorization: [jwt] })).toEqual(["jwt"]);
    expect(typed("jwt", { authorization: [`Bearer ${foreign}`] })).toEqual([]);
  });

  it("that is unknown counts as none", () => {
    expect(typed("kerberos", { authorization: [basic] })).toEqual(["basic"]);
    expect(typed("", { authorization: [basic] })).toEqual(["basic"]);
  });
});
