import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aRing } from "../testing/records.ts";
import { seal, sealedWith, unseal } from "./seal.ts";

const ring = aRing("k1");
const random = (length: number) => randomBytes(length);

describe("a sealed secret", () => {
  it("opens for its owner, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, owner) => {
        expect(unseal(ring, seal(ring, text, owner, random), owner)).toBe(text);
      }),
    );
  });

  it("does not open for another owner", () => {
    expect(unseal(ring, seal(ring, "secret", "svc_1", random), "svc_2")).toBeUndefined();
  });

  it("does not open when any bit of it was changed", () => {
    const sealed = seal(ring, "secret", "svc_1", random);
    for (let at = 0; at < sealed.length; at += 1)
      for (const bit of [1, 2, 4, 8, 16, 32, 64]) {
        const changed =
          sealed.slice(0, at) + String.fromCharCode(sealed.charCodeAt(at) ^ bit) + sealed.slice(at + 1);
        expect(unseal(ring, changed, "svc_1")).toBeUndefined();
      }
  });

  it("does not open when it was cut or added to", () => {
    const sealed = seal(ring, "secret", "svc_1", random);
    for (const other of [
      "",
      ".",
      "k1",
      "k1.",
      sealed.slice(0, -1),
      `${sealed}A`,
      `${sealed}.`,
      `${sealed}.x`,
      `${sealed}=`,
    ])
      expect(unseal(ring, other, "svc_1")).toBeUndefined();
  });

  it("never reads the same twice, and shows nothing of its text", () => {
    const [one, other] = [seal(ring, "secret", "svc_1", random), seal(ring, "secret", "svc_1", random)];
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split(".")[1] ?? "", "base64url").toString("latin1")).not.toContain("secret");
  });

  it("opens after a newer key became current, and no longer once its own is removed", () => {
    const sealed = seal(ring, "secret", "svc_1", random);
    expect(unseal({ ...aRing("k2", "k1") }, sealed, "svc_1")).toBe("secret");
    expect(unseal(aRing("k2"), sealed, "svc_1")).toBeUndefined();
    expect(sealedWith(sealed)).toBe("k1");
  });

  it("names no key that every object has", () => {
    const sealed = seal(ring, "secret", "svc_1", random);
    for (const name of ["constructor", "toString", "__proto__"])
      expect(unseal(ring, sealed.replace("k1", name), "svc_1")).toBeUndefined();
  });
});
