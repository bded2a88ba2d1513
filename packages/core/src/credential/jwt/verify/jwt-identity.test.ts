import { describe, expect, it } from "vitest";
import { aJwtCredential } from "../../../testing/credentials.ts";
import { jwtPointer } from "../jwt-pointer.ts";
import { closeness, issuerClaim, jwtNames, subjectFit } from "./jwt-identity.ts";

const iss = "https://issuer.test";
const LONG = "a".repeat(513);

describe("a token's names", () => {
  it("begin with those of exactly its subject, and end with those of any where it does not say the claim", () => {
    const names = jwtNames({ iss, sub: "a" });
    expect(names[0]).toBe(jwtPointer(iss, "sub", "a"));
    expect(names[1]).toBe(jwtPointer(iss, "sub", undefined));
    expect(names).toHaveLength(6);
    expect(names).toContain(jwtPointer(iss, "client_id", undefined));
  });

  it("are at most eleven, whatever it says", () => {
    const all = { sub: "a", client_id: "b", azp: "c", appid: "d", key: "e" };
    expect(jwtNames({ iss, ...all })).toHaveLength(11);
    expect(jwtNames(all)).toEqual([jwtPointer(undefined, "key", "e")]);
  });

  it("are none of what no credential can say", () => {
    expect(jwtNames({})).toEqual([]);
    expect(jwtNames({ iss: LONG, sub: "a" })).toEqual([]);
    expect(jwtNames({ iss, sub: LONG })).not.toContain(jwtPointer(iss, "sub", undefined));
    expect(jwtNames({ iss, sub: ["a"] })).not.toContain(jwtPointer(iss, "sub", undefined));
  });

  it("say an issuer that a credential can say", () => {
    expect([issuerClaim({ iss }), issuerClaim({ iss: LONG }), issuerClaim({ iss: 1 })]).toEqual([
      iss,
      undefined,
      undefined,
    ]);
  });
});

describe("a token fits a credential", () => {
  const key = { kind: "pem", pem: "" } as const;
  it.each<[string, object, Parameters<typeof aJwtCredential>[0], string | undefined]>([
    ["exactly, by its subject", { iss, sub: "a" }, { issuer: iss, subject: "a" }, "exact"],
    ["as any of the issuer", { iss, sub: "a" }, { issuer: iss }, "any"],
    ["without the claim", { iss }, { issuer: iss }, "without"],
    ["not by another subject", { iss, sub: "b" }, { issuer: iss, subject: "a" }, undefined],
    ["not by another issuer", { iss: "other", sub: "a" }, { issuer: iss, subject: "a" }, undefined],
    ["not without the claim that names it", { iss }, { issuer: iss, subject: "a" }, undefined],
    ["not by a claim that is no text", { iss, sub: 1 }, { issuer: iss }, undefined],
    ["not by another claim", { iss, azp: "a" }, { issuer: iss, subject: "a" }, undefined],
    ["by a key alone", { key: "a" }, { subjectClaim: "key", subject: "a" }, "exact"],
    [
      "by a key, whatever issuer it names, under a shared secret",
      { iss, key: "a" },
      { subjectClaim: "key", subject: "a" },
      "exact",
    ],
    [
      "not by a key beside an issuer under public keys",
      { iss, key: "a" },
      { subjectClaim: "key", subject: "a", key },
      undefined,
    ],
  ])("%s", (_what, claims, credential, fit) => {
    expect(subjectFit({ ...claims }, aJwtCredential(credential))).toBe(fit);
  });

  it("the closer, the more exactly it says the subject", () => {
    expect(
      (["without", "exact", "any"] as const).toSorted((one, other) => closeness(one) - closeness(other)),
    ).toEqual(["exact", "any", "without"]);
  });
});
