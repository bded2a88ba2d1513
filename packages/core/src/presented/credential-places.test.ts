import { describe, expect, it } from "vitest";
import {
  apisix,
  aws4,
  basic,
  foreign,
  found,
  gatewayHmac,
  jwt,
  minted,
  type request,
} from "./find-presented.fixture.ts";

describe("elsewhere", () => {
  const elsewhere = (value: string) => ({
    query: [["k", value]] as const,
    headers: { cookie: [`a=1; k=${value}`], "x-other": [value] },
  });
  const positions = (parts: Parameters<typeof request>[0]) =>
    found(parts).tentative.map((each) => each.positions);
  const everywhere = [
    { where: "header", name: "x-other" },
    { where: "query", name: "k" },
    { where: "cookie", name: "k" },
  ];

  it("only a value in the form of a credential is found, and it may be unknown", () => {
    expect(positions(elsewhere(minted))).toEqual([everywhere]);
    expect(positions(elsewhere(jwt))).toEqual([everywhere]);
    expect(found(elsewhere(minted)).definite).toEqual([]);
    expect(positions(elsewhere(foreign))).toEqual([]);
    expect(positions(elsewhere(`${minted.slice(0, -1)}!`))).toEqual([]);
  });

  it("a header may hold a whole Authorization value", () => {
    for (const value of [basic, aws4, gatewayHmac, apisix])
      expect(found({ headers: { "x-other": [value] } }).tentative).toHaveLength(1);
  });

  it("a broken value is no credential of Latchkey", () => {
    expect(found({ headers: { "x-other": ["Basic !", "AWS4-HMAC-SHA256 x"] } })).toEqual({
      definite: [],
      tentative: [],
      malformed: false,
      unreadable: false,
    });
  });

  it("a flood of values is not looked at beyond a few", () => {
    const query = Array.from(
      { length: 1000 },
      (_, index) => [`k${index}`, `${jwt}${"A".repeat(index * 4)}`] as const,
    );
    expect(found({ query }).tentative).toHaveLength(8);
  });
});
