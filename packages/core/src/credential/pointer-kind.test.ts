import { describe, expect, it } from "vitest";
import { aRing } from "../testing/records.ts";
import { accessKeyPointer } from "./aksk/access-key-pointer.ts";
import { apiKeyPointers } from "./api-key/api-key-pointer.ts";
import { usernamePointer } from "./basic/username-pointer.ts";
import { jwtPointer } from "./jwt/jwt-pointer.ts";
import { kindOfPointer } from "./pointer-kind.ts";

const LONG = "a".repeat(10_000);

describe("a name of a credential", () => {
  it.each([
    ["imported-key", apiKeyPointers(aRing("k1"), Buffer.alloc(32))[0] ?? ""],
    ["user-name", usernamePointer(LONG)],
    ["token-identity", jwtPointer(LONG, "sub", LONG)],
    ["access-key", accessKeyPointer(LONG)],
  ])("of kind %s is known by how it begins, and bounded", (kind, name) => {
    expect(kindOfPointer(name)).toBe(kind);
    expect(name.length).toBeLessThan(100);
  });

  it.each(["", "other#a", "usernames#a", "user"])("is not %j", (name) => {
    expect(() => kindOfPointer(name)).toThrow(RangeError);
  });

  it("is another one for each of a token's parts, however they are put together", () => {
    const names = [
      jwtPointer("a", "sub", "b"),
      jwtPointer("a", "azp", "b"),
      jwtPointer("a", "sub", undefined),
      jwtPointer(undefined, "key", "b"),
      jwtPointer('a","sub', "sub", "b"),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it("is one for each pepper of the ring where it is an imported key's", () => {
    expect(apiKeyPointers(aRing("k1", "k2"), Buffer.alloc(32)).map((name) => name.split("#")[1])).toEqual([
      "k1",
      "k2",
    ]);
  });
});
