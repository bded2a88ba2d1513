import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { keyOfLink } from "../link/signed-link.ts";
import {
  type ApprovalLink,
  deciderOf,
  openApprovalLink,
  openDecidingLink,
  openDelegateLink,
  signApprovalLink,
  signDecidingLink,
} from "./approval-link.ts";

const key = () => randomBytes(32).toString("base64");
const ring: KeyRing = { current: "k1", keys: { k1: key() } };
const link: ApprovalLink = {
  subscription: "sub_01J",
  application: 1,
  approver: "ann@example.com",
  expires: 1_800_000_000,
};

describe("An approval link", () => {
  it("opens as what was signed, and is made of what a URL needs no encoding for", () => {
    const token = signApprovalLink(ring, link);
    expect(openApprovalLink(ring, token)).toEqual(link);
    expect(token).toMatch(/^[A-Za-z0-9._-]+$/);
  });

  it("does not open when any one bit of it was changed", () => {
    const token = Buffer.from(signApprovalLink(ring, link));
    for (let bit = 0; bit < token.length * 8; bit += 1) {
      const tampered = Buffer.from(token);
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openApprovalLink(ring, tampered.toString("latin1"))).toBeUndefined();
    }
  });

  it("does not open with any other last character, though some decode to the same MAC", () => {
    const token = signApprovalLink(ring, link);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const others = [...alphabet].filter((character) => !token.endsWith(character));
    for (const character of others)
      expect(openApprovalLink(ring, token.slice(0, -1) + character)).toBeUndefined();
  });

  it("does not open when it is cut off, longer, empty or huge", () => {
    const token = signApprovalLink(ring, link);
    for (let length = 0; length < token.length; length += 1)
      expect(openApprovalLink(ring, token.slice(0, length))).toBeUndefined();
    for (const other of [`${token}A`, `${token}\n`, ` ${token}`, `k1.${"A".repeat(1_000_000)}.A`])
      expect(openApprovalLink(ring, other)).toBeUndefined();
  });

  it("lives through a rotation, and ends when its key is removed", () => {
    const token = signApprovalLink(ring, link);
    const rotated = { current: "k2", keys: { ...ring.keys, k2: key() } };
    expect(openApprovalLink(rotated, token)).toEqual(link);
    expect(openApprovalLink({ current: "k2", keys: { k2: key() } }, token)).toBeUndefined();
    expect(openApprovalLink({ current: "k1", keys: { k1: key() } }, token)).toBeUndefined();
  });

  it("names its key, which may be one that every object has", () => {
    expect(keyOfLink(signApprovalLink(ring, link))).toBe("k1");
    expect(keyOfLink("nonsense")).toBeUndefined();
    const forged = signApprovalLink(ring, link).replace(/^k1/, "constructor");
    expect(openApprovalLink(ring, forged)).toBeUndefined();
  });
});

describe("A delegate's link", () => {
  const delegates = { ...link, delegate: "dee@example.com" };

  it("opens as what was signed, and is decided by the delegate", () => {
    const opened = openDecidingLink(ring, signDecidingLink(ring, delegates));
    expect(opened).toEqual(delegates);
    expect(opened && deciderOf(opened)).toBe("dee@example.com");
    expect(openDecidingLink(ring, signDecidingLink(ring, link))).toEqual(link);
    expect(deciderOf(link)).toBe("ann@example.com");
  });

  it("is of a kind of its own: a release that knows the approver's alone does not open it", () => {
    expect(openApprovalLink(ring, signDecidingLink(ring, delegates))).toBeUndefined();
    expect(openDelegateLink(ring, signApprovalLink(ring, link))).toBeUndefined();
  });

  it("does not open when any one bit of it was changed", () => {
    const token = Buffer.from(signDecidingLink(ring, delegates));
    for (let bit = 0; bit < token.length * 8; bit += 1) {
      const tampered = Buffer.from(token);
      tampered[bit >> 3] = (tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(openDecidingLink(ring, tampered.toString("latin1"))).toBeUndefined();
    }
  });
});
