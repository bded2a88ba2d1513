import { describe, expect, it } from "vitest";
import { readNonce, readPlaces, readRehash } from "./call-context.ts";

describe("the places of credentials, as the authorizer hands them on", () => {
  it("are not read where one of them is no place", () => {
    expect(() => readPlaces("body:key")).toThrow();
    expect(() => readPlaces("header:")).toThrow();
    expect(() => readPlaces("header:a  query:b")).toThrow();
  });

  it("are none in an empty text, and each by its kind and name", () => {
    expect(readPlaces("")).toEqual([]);
    expect(readPlaces("header:x-api-key query:k")).toEqual([
      { where: "header", name: "x-api-key" },
      { where: "query", name: "k" },
    ]);
  });
});

describe("a signature that may be used once, as the authorizer hands it on", () => {
  it("is not read where it says no time or no name", () => {
    expect(() => readNonce({ nonce: "once" })).toThrow();
    expect(() => readNonce({ nonce: "1700000000 " })).toThrow();
  });

  it("is nothing in an empty text, and else has its end and its name", () => {
    expect(readNonce({ nonce: "" })).toBeUndefined();
    expect(readNonce({ nonce: "1700000000.5 a b" })).toEqual({ until: 1700000000.5, key: "a b" });
  });
});

it("a key that keeps its hash has nothing to be stored", () => {
  expect(readRehash({})).toBeUndefined();
});
