import { describe, expect, it } from "vitest";
import type { CredentialType } from "../credential/credential.ts";
import type { Position } from "../credential/part/position.ts";
import { expectedPosition, PRESENTING } from "./presented.ts";

describe("a position needs no word of the credential's", () => {
  const header = (name: string): Position => ({ where: "header", name });
  it.each<[CredentialType, Position, boolean]>([
    ["api-key", header("x-api-key"), true],
    ["api-key", header("apikey"), true],
    ["api-key", header("authorization"), true],
    ["api-key", header("x-other"), false],
    ["api-key", { where: "query", name: "x-api-key" }, false],
    ["api-key", { where: "cookie", name: "authorization" }, false],
    ["basic", header("authorization"), true],
    ["basic", header("signature"), false],
    ["jwt", header("authorization"), true],
    ["jwt", header("x-api-key"), false],
    ["aksk", header("authorization"), true],
    ["aksk", header("signature"), true],
    ["aksk", header("proxy-authorization"), true],
    ["basic", header("proxy-authorization"), false],
    ["aksk", { where: "query", name: "X-Amz-Signature" }, true],
    ["aksk", { where: "query", name: "signature" }, false],
    ["aksk", { where: "cookie", name: "signature" }, false],
  ])("of type %s: %j is %s", (type, position, isDefault) => {
    expect(PRESENTING[type].isDefaultPosition(position)).toBe(isDefault);
  });
});

describe("the positions of a credential", () => {
  it("are replaced by those that it names", () => {
    const named = { type: "api-key" as const, in: [{ where: "header" as const, name: "X-Old-Key" }] };
    expect(expectedPosition(named, [{ where: "header", name: "x-old-key" }])).toBeDefined();
    expect(expectedPosition(named, [{ where: "header", name: "x-api-key" }])).toBeUndefined();
    expect(expectedPosition(named, [{ where: "query", name: "X-Old-Key" }])).toBeUndefined();
  });

  it("have a case everywhere but in a header", () => {
    const named = { type: "api-key" as const, in: [{ where: "query" as const, name: "Key" }] };
    expect(expectedPosition(named, [{ where: "query", name: "key" }])).toBeUndefined();
    expect(expectedPosition(named, [{ where: "query", name: "Key" }])).toBeDefined();
  });
});
