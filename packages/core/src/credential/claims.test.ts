import { describe, expect, it } from "vitest";
import { aJwtCredential } from "../testing/credentials.ts";
import { aCredential } from "../testing/records.ts";
import { claims, hasOtherKeys, releases } from "./claims.ts";

describe("the names of a credential", () => {
  it("are claimed for it, and released by the same name", () => {
    const pointers = ["jwt#a", "access-key#b"];
    const claimed = claims({ consumerId: "con_1", id: "crd_1" }, "callers", pointers);
    expect(claimed).toMatchObject([
      { write: "claim", holder: "con_1/crd_1", name: { kind: "token-identity", team: "callers" } },
      { write: "claim", holder: "con_1/crd_1", name: { kind: "access-key" } },
    ]);
    const names = (writes: readonly object[]) => writes.map((write) => "name" in write && write.name);
    expect(names(releases("callers", pointers))).toEqual(names(claimed));
  });
});

describe("a change lets other tokens through", () => {
  const pem = (text: string) => aJwtCredential({ key: { kind: "pem", pem: text }, issuer: "a" });
  it.each([
    ["with another key", pem("one"), pem("two"), true],
    ["with another issuer", pem("one"), { ...pem("one"), issuer: "b" }, true],
    ["not with the same", pem("one"), { ...pem("one"), name: "other", clockSkewSeconds: 5 }, false],
    ["not where there are no tokens", aCredential(), aCredential({ name: "other" }), false],
  ])("%s", (_what, before, after, isOther) => {
    expect(hasOtherKeys(before, after)).toBe(isOther);
  });
});
