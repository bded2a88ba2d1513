import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { KeyRing } from "../key-ring/key-ring.ts";
import { aForgedRing, aRing } from "../testing/records.ts";
import { keyOfLink, openLink, ringOfLink, signLink } from "./signed-link.ts";

const ring = aRing("k2", "k1");
const FIELDS = ["sub_1", 2, null, { a: "ü\n" }];
const TOKEN = signLink(ring, "approval-link", FIELDS);
const [keyId = "", payload = "", mac = ""] = TOKEN.split(".");
const open = (token: string, of: KeyRing = ring) => openLink(of, "approval-link", token);
const signed = (fields: readonly unknown[]) => open(signLink(ring, "approval-link", fields));

describe("a signed link", () => {
  it("opens to what was signed, with every key that the ring holds", () => {
    expect(open(TOKEN)).toEqual(FIELDS);
    expect(keyId).toBe("k2");
    expect(open(signLink(aRing("k1"), "approval-link", FIELDS))).toEqual(FIELDS);
    expect(signed([])).toEqual([]);
  });

  it("needs no escape in a URL", () => {
    const token = signLink(ring, "approval-link", ["?&=/+ÿ", "~~~???"]);
    expect(encodeURIComponent(token)).toBe(token);
  });

  it.each(["announcement-link", "delegate-link", "invitation-link", "publication-link"] as const)(
    "does not open as one of %s",
    (purpose) => {
      expect(openLink(ring, purpose, TOKEN)).toBeUndefined();
    },
  );

  it.each(Array.from({ length: TOKEN.length }, (_, at) => at))(
    "does not open with character %d changed",
    (at) => {
      const other = TOKEN[at] === "A" ? "B" : "A";
      expect(open(TOKEN.slice(0, at) + other + TOKEN.slice(at + 1))).toBeUndefined();
    },
  );

  it("does not open where its MAC is written otherwise but decodes to the same bytes", () => {
    const same = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"]
      .map((last) => `${mac.slice(0, -1)}${last}`)
      .filter((each) => Buffer.from(each, "base64url").equals(Buffer.from(mac, "base64url")));
    expect(same).toHaveLength(4);
    expect(same.filter((each) => open(`${keyId}.${payload}.${each}`) !== undefined)).toEqual([mac]);
  });

  it.each([
    ["a key that is not in the ring", signLink(aRing("k3"), "approval-link", FIELDS)],
    ["a forged key of a known name", signLink(aForgedRing("k2"), "approval-link", FIELDS)],
    ["the name of another key", TOKEN.replace(/^k2/, "k1")],
    ["a key that is called like a member of every object", TOKEN.replace(/^k2/, "constructor")],
    ["no key", `.${payload}.${mac}`],
    ["no payload", `${keyId}..${mac}`],
    ["no MAC", `${keyId}.${payload}.`],
    ["two parts", `${keyId}.${payload}`],
    ["four parts", `${TOKEN}.${mac}`],
    ["a MAC that is a character longer", `${TOKEN}A`],
    ["a line feed behind it", `${TOKEN}\n`],
    ["a blank before it", ` ${TOKEN}`],
    ["nothing", ""],
    ["another alphabet", `${keyId}.${payload}.${mac.slice(0, -1)}=`],
  ])("does not open with %s", (_what, token) => {
    expect(open(token)).toBeUndefined();
  });

  it("has a thousand characters at most", () => {
    const fieldsOf = (length: number) => ["x".repeat(length)];
    const lengths = Array.from({ length: 40 }, (_, index) => 690 + index);
    const opens = (length: number) => signed(fieldsOf(length)) !== undefined;
    const fits = (length: number) => signLink(ring, "approval-link", fieldsOf(length)).length <= 1000;
    expect(lengths.map(opens)).toEqual(lengths.map(fits));
    expect(new Set(lengths.map(fits)).size).toBe(2);
  });

  it("is nothing where what was signed is no list", () => {
    const fields = `k2.${Buffer.from('{"length":1}').toString("base64url")}`;
    const key = Buffer.alloc(32, "k2");
    const sealed = createHmac("sha256", key).update(`approval-link\n${fields}`).digest("base64url");
    expect(keyOfLink(`${fields}.${sealed}`)).toBe("k2");
    expect(open(`${fields}.${sealed}`)).toBeUndefined();
  });
});

describe("the ring of a link", () => {
  const rings = (remembered: KeyRing, fresh: KeyRing) => {
    const asked: string[] = [];
    const answers = (how: string, found: KeyRing) => async (name: string) => {
      asked.push(`${name}${how}`);
      return found;
    };
    return { asked, ring: answers("", remembered), refresh: answers(" again", fresh) };
  };

  it.each([
    ["the remembered one where it holds the key", aRing("k2"), ["link"]],
    ["the fresh one where it does not", aRing("k1"), ["link", "link again"]],
  ])("is %s", async (_which, remembered, asked) => {
    const keys = rings(remembered, ring);
    expect(await ringOfLink(keys, TOKEN)).toBe(asked.length === 1 ? remembered : ring);
    expect(keys.asked).toEqual(asked);
  });

  it("is not asked for what cannot be a link", async () => {
    const keys = rings(ring, ring);
    expect(await ringOfLink(keys, "nonsense")).toBeUndefined();
    expect(await ringOfLink(keys, `k2.${"x".repeat(1000)}.${mac}`)).toBeUndefined();
    expect(keys.asked).toEqual([]);
    expect(keyOfLink(TOKEN)).toBe("k2");
  });
});
