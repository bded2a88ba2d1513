import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hasMintedForm, isForeignApiKey, mintApiKey, parseApiKey } from "../api-key/api-key-format.ts";
import { CLIENT_SECRET_RANDOM_BYTES, mintClientSecret, parseClientSecret } from "./client-secret-format.ts";

const consumerPart = "0aB1cD2eF3gH4iJ5";
const random = () => randomBytes(CLIENT_SECRET_RANDOM_BYTES);
const minted = mintClientSecret(consumerPart, random(), "aB3dE6");

describe("a client secret", () => {
  it.each([
    ["empty", ""],
    ["an API key", mintApiKey(consumerPart, random())],
    ["the secret alone", minted.slice(5)],
    ["a character short", minted.slice(0, -1)],
    ["a character long", `${minted}0`],
    ["in upper case", minted.toUpperCase()],
    ["without a prefix", minted.slice(2)],
    ["with a prefix of one letter", minted.slice(1)],
    ["of another kind", minted.replace("cs_", "ct_")],
    ["with another secret", `${minted.slice(0, 40)}${minted[40] === "x" ? "y" : "x"}${minted.slice(41)}`],
  ])("is none when it is %s", (_, value) => {
    expect(parseClientSecret(value)).toBeUndefined();
  });

  it.each(["lk", "do", "acme", "abcdefgh"])("begins with the stage's prefix and cs: %s", (prefix) => {
    const secret = mintClientSecret(consumerPart, random(), "aB3dE6", prefix);
    expect(secret.startsWith(`${prefix}cs_${consumerPart}_aB3dE6`)).toBe(true);
    expect(parseClientSecret(secret)).toEqual({ consumerPart, lookup: "aB3dE6" });
  });

  it("is one of ours wherever it is presented, so it never reaches an upstream or an import", () => {
    for (const prefix of ["lk", "abcdefgh"]) {
      const secret = mintClientSecret(consumerPart, random(), undefined, prefix);
      expect([hasMintedForm(secret), isForeignApiKey(secret)]).toEqual([true, false]);
      expect(parseApiKey(secret).outcome).not.toBe("foreign");
    }
  });

  it.each(["l", "abcdefghi", "LK", "l1", "l_k", ""])("is not minted with the prefix %j", (prefix) => {
    expect(() => mintClientSecret(consumerPart, random(), undefined, prefix)).toThrow(RangeError);
  });
});
