import { randomBytes } from "node:crypto";
import { crc32 as zlibCrc32 } from "node:zlib";
import { assert, asyncProperty, constantFrom, property, string, uint8Array } from "fast-check";
import { describe, expect, it } from "vitest";
import { base62FromNumber, base62FromRandom, randomBytesFor } from "../base62.ts";
import { crc32 } from "../crc32.ts";
import {
  API_KEY_LENGTH,
  API_KEY_RANDOM_BYTES,
  hasMintedForm,
  isForeignApiKey,
  mintApiKey,
  parseApiKey,
} from "./api-key-format.ts";

const consumerPart = "0aB1cD2eF3gH4iJ5";
const minted = mintApiKey(consumerPart, randomBytes(API_KEY_RANDOM_BYTES));

describe("a presented API key", () => {
  it.each([
    ["empty", ""],
    ["only the prefix", "lk_"],
    ["cut after the consumer", minted.slice(0, 20)],
    ["a character short", minted.slice(0, -1)],
    ["a character long", `${minted}0`],
    ["with a newline at the end", `${minted}\n`],
    ["with a second separator in the random part", `${minted.slice(0, 30)}_${minted.slice(31)}`],
    ["outside ASCII", `${minted.slice(0, 30)}é${minted.slice(31)}`],
    ["15 characters", "x".repeat(15)],
    ["257 characters", "x".repeat(257)],
    ["a megabyte", "x".repeat(1 << 20)],
    ["with a control character", "0123456789abcdef\u0000"],
    ["with a space at the end", "0123456789abcdef "],
  ])("is malformed when %s", (_, value) => {
    expect(parseApiKey(value)).toEqual({ outcome: "malformed" });
  });

  it("is malformed when any one character is another", () => {
    for (let at = 3; at < minted.length; at++) {
      const other = minted[at] === "x" ? "y" : "x";
      expect(parseApiKey(minted.slice(0, at) + other + minted.slice(at + 1)).outcome).toBe("malformed");
    }
  });

  it("is malformed when two neighbours are swapped", () => {
    for (let at = 3; at + 1 < minted.length; at++) {
      const swapped = minted.slice(0, at) + minted[at + 1] + minted[at] + minted.slice(at + 2);
      if (swapped !== minted) expect(parseApiKey(swapped).outcome).toBe("malformed");
    }
  });

  it("tells consumer and look-up part when it is one of ours", () => {
    expect(minted).toHaveLength(API_KEY_LENGTH);
    expect(parseApiKey(minted)).toEqual({ outcome: "minted", consumerPart, lookup: minted.slice(20, 26) });
  });

  it("keeps the form that was published", () => {
    const key = mintApiKey(consumerPart, new Uint8Array(API_KEY_RANDOM_BYTES));
    expect(key).toBe(
      `lk_${consumerPart}_${"0".repeat(36)}${base62FromNumber(zlibCrc32(key.slice(0, 56)), 6)}`,
    );
  });

  it.each(["do", "docs", "acme", "abcdefgh"])("is read whatever the stage's prefix was: %s", (prefix) => {
    const key = mintApiKey(consumerPart, randomBytes(API_KEY_RANDOM_BYTES), "aB3dE6", prefix);
    expect(key.startsWith(`${prefix}_${consumerPart}_aB3dE6`)).toBe(true);
    expect(parseApiKey(key)).toEqual({ outcome: "minted", consumerPart, lookup: "aB3dE6" });
    const typo = key.slice(0, 40) + (key[40] === "x" ? "y" : "x") + key.slice(41);
    expect(parseApiKey(typo)).toEqual({ outcome: "malformed" });
    expect([hasMintedForm(typo), isForeignApiKey(typo)]).toEqual([true, false]);
  });

  it.each([
    ["upper case", "LK"],
    ["one letter", "l"],
    ["nine letters", "abcdefghi"],
    ["a digit", "l1"],
  ])("is foreign when its prefix has %s", (_, prefix) => {
    expect(parseApiKey(prefix + minted.slice(2))).toEqual({ outcome: "foreign" });
    expect(() => mintApiKey(consumerPart, randomBytes(API_KEY_RANDOM_BYTES), undefined, prefix)).toThrow(
      RangeError,
    );
  });

  it("is foreign when another product made it", () => {
    expect(parseApiKey("ghp_16C7e42F292c6912E7710c838347Ae178B4a")).toEqual({ outcome: "foreign" });
    expect(parseApiKey(`sk_live_${"a".repeat(54)}`)).toEqual({ outcome: "foreign" });
  });

  it("is foreign when it may have been imported", () => {
    expect(parseApiKey("lk_another_product_0123456789")).toEqual({ outcome: "foreign" });
    expect(parseApiKey("0123456789abcdef")).toEqual({ outcome: "foreign" });
    expect(isForeignApiKey("two words are fine")).toBe(true);
    expect(isForeignApiKey(minted)).toBe(false);
  });

  it("never makes the parser throw", () => {
    assert(property(string({ unit: "binary" }), (value) => parseApiKey(value).outcome !== "minted"));
    assert(property(string(), (value) => parseApiKey(minted.slice(0, 20) + value).outcome === "malformed"));
  });
});

describe("minting", () => {
  it("refuses a consumer part that is not 16 base62 characters", () => {
    for (const part of ["", "short", `${consumerPart}0`, "0aB1cD2eF3gH4iJ_"]) {
      expect(() => mintApiKey(part, randomBytes(API_KEY_RANDOM_BYTES))).toThrow(RangeError);
    }
  });

  it("takes a look-up part of the issuer's choice", () => {
    const key = mintApiKey(consumerPart, randomBytes(API_KEY_RANDOM_BYTES), "aB3dE6");
    expect(parseApiKey(key)).toEqual({ outcome: "minted", consumerPart, lookup: "aB3dE6" });
    expect(() => mintApiKey(consumerPart, randomBytes(API_KEY_RANDOM_BYTES), "aB3dE_")).toThrow(RangeError);
  });

  it("refuses to fill up when the randomness runs out", () => {
    expect(() => mintApiKey(consumerPart, new Uint8Array(API_KEY_RANDOM_BYTES).fill(255))).toThrow(
      RangeError,
    );
    expect(() => mintApiKey(consumerPart, randomBytes(20))).toThrow(RangeError);
  });

  it("makes only keys that parse", () => {
    assert(
      property(uint8Array({ minLength: 68, maxLength: 68, max: 247 }), (random) => {
        return parseApiKey(mintApiKey(consumerPart, random)).outcome === "minted";
      }),
    );
  });

  it("gives every base62 character the same share", () => {
    const counts = new Map<string, number>();
    const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const character of base62FromRandom(everyByte, 248)) {
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    expect(new Set(counts.values())).toEqual(new Set([4]));
    expect(counts.size).toBe(62);
  });

  it("asks for enough bytes", async () => {
    await assert(
      asyncProperty(constantFrom(6, 36, 40), async (length) => {
        return base62FromRandom(randomBytes(randomBytesFor(length)), length).length === length;
      }),
    );
  });
});

describe("crc32", () => {
  it("is zlib's", () => {
    expect(crc32("123456789")).toBe(0xcbf43926);
    assert(property(string({ unit: "grapheme-ascii" }), (text) => crc32(text) === zlibCrc32(text)));
  });
});
