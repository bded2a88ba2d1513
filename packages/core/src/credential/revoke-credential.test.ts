import { describe, expect, it } from "vitest";
import { aCredential } from "../testing/records.ts";
import { revocation } from "./revoke-credential.ts";

describe("a revocation", () => {
  const pointers = ["username#a", "jwt#b"];
  const writes = revocation(aCredential({ pointers }), "callers");

  it("erases the credential, without a tombstone, and counts it down", () => {
    expect(writes).toMatchObject([
      { write: "erase", tombstone: false, record: { value: { id: "crd_1" } } },
      { write: "count", by: -1, counter: { of: "consumer", what: "credentials" } },
      {},
      {},
    ]);
  });

  it("releases every name that it had claimed, a token's identity in its team", () => {
    expect(writes.slice(2)).toEqual([
      { write: "release", name: { kind: "user-name", value: "username#a" } },
      { write: "release", name: { kind: "token-identity", team: "callers", value: "jwt#b" } },
    ]);
  });

  it("of a minted key releases nothing", () => {
    expect(revocation(aCredential(), "callers")).toHaveLength(2);
  });
});
