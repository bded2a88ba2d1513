import { describe, expect, it } from "vitest";
import { OneHash } from "./one-hash.ts";

describe("of the passwords of one request", () => {
  it("one is hashed: of those whose user is known the first", async () => {
    const hash = new OneHash<string>();
    expect(await hash.mayHash(true)).toBe(true);
    expect(await hash.mayHash(true)).toBe(false);
    expect(await hash.mayHash(false)).toBe(false);
  });

  it("that of an unknown user waits until it is known whose the others are", async () => {
    const hash = new OneHash<string>();
    const lookup = Promise.withResolvers<void>();
    hash.enter(lookup.promise);
    const unknown = hash.mayHash(false);
    expect(await hash.mayHash(true)).toBe(true);
    lookup.resolve();
    expect(await unknown).toBe(false);
  });

  it("one is hashed where no user is known, and where a look-up has failed", async () => {
    const hash = new OneHash<string>();
    hash.enter(Promise.reject(new Error("no")));
    expect(await hash.mayHash(false)).toBe(true);
  });

  it("the same login is tried once, however often the request is read", async () => {
    const hash = new OneHash<string>();
    let tried = 0;
    const signIn = async () => {
      tried += 1;
      return `${tried}`;
    };
    expect([await hash.once("ana", signIn), await hash.once("ana", signIn)]).toEqual(["1", "1"]);
    expect(await hash.once("bob", signIn)).toBe("2");
  });
});
