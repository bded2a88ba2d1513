import { randomBytes, randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { base62FromRandom, randomBytesFor } from "@latchkey/signing/base62";
import { mintClientSecret } from "@latchkey/signing/client-secret/client-secret-format";
import { parseMinted } from "@latchkey/signing/minted/minted-form";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/kept/kept.ts";

const DOC = readFileSync(join(ROOT, "docs/leaked-keys.md"), "utf8");
const MANY = 10_000;

const found = (pattern: RegExp): string => {
  const [, text] = pattern.exec(DOC) ?? [];
  if (text === undefined) throw new Error(`docs/leaked-keys.md lacks ${pattern}`);
  return text;
};
const GITLEAKS = found(/^regex = '''(.*)'''$/m);
const SECRET = found(/secret scanning, as a custom pattern[^`]*```text\n(.*)\n```/);
const BEFORE = found(/^with `([^`]*)` before/m);
const AFTER = found(/before and `([^`]*)` after/);

const base62 = (length: number) => base62FromRandom(randomBytes(randomBytesFor(length)), length);
/** `\A` and `\z` are the ends of the text in RE2 and Hyperscan, and nothing in JavaScript. */
const inJavaScript = (pattern: string) => pattern.replaceAll("\\A", "^").replaceAll("\\z", "$");
const PATTERNS = {
  gitleaks: new RegExp(GITLEAKS),
  "secret scanning": new RegExp(`(?:${inJavaScript(BEFORE)})(${SECRET})(?:${inJavaScript(AFTER)})`),
};

const minted = (n: number): string =>
  (n % 2 === 0 ? mintApiKey : mintClientSecret)(base62(16), randomBytes(80));
const CONTEXTS = [
  (key: string) => key,
  (key: string) => `X-API-Key: ${key}\n`,
  (key: string) => `const key = "${key}";`,
  (key: string) => `https://gateway.example/echo?key=${key}&a=1`,
  (key: string) => `{"apiKey":"${key}"}`,
  (key: string) => `LATCHKEY_API_KEY=${key} npm start`,
  (key: string) => `\t- ${key}\r\n`,
];

/** Values that are laid out nearly as ours. */
const LOOK_ALIKES: ((secret: boolean) => string)[] = [
  (cs) => `${cs ? "lkcs" : "lk"}_${base62(16)}_${base62(41)}`,
  (cs) => `${cs ? "lkcs" : "lk"}_${base62(16)}_${base62(43)}`,
  (cs) => `${cs ? "lkcs" : "lk"}_${base62(15)}_${base62(42)}`,
  (cs) => `${cs ? "lkcs" : "lk"}_${base62(17)}_${base62(42)}`,
  (cs) => `${cs ? "lkcs" : "lk"}-${base62(16)}_${base62(42)}`,
  (cs) => `${cs ? "lkcs" : "lk"}_${base62(59)}`,
  (cs) => `${cs ? "LKCS" : "LK"}_${base62(16)}_${base62(42)}`,
  (cs) => `${cs ? "pkcs" : "pk"}_${base62(16)}_${base62(42)}`,
  (cs) => `a${cs ? "lkcs" : "lk"}_${base62(16)}_${base62(42)}`,
  (cs) => `${cs ? "lkct" : "lks"}_${base62(16)}_${base62(42)}`,
  (cs) => `${cs ? "lkcs" : "lk"}_${base62(16)}_${base62(20)}+${base62(21)}`,
  (cs) => `${cs ? "lkcs" : "lk"}_${base62(16)}_${base62(42)}_${base62(4)}`,
  () => `ghp_${base62(36)}`,
  () => `sk_live_${base62(24)}`,
];

describe.each(Object.entries(PATTERNS))("the pattern of docs/leaked-keys.md for %s", (_name, pattern) => {
  it(`finds each of ${MANY} minted keys and client secrets, and nothing beside it`, () => {
    const missed = Array.from({ length: MANY }, (_, n) => {
      const key = minted(n);
      const text = CONTEXTS[randomInt(CONTEXTS.length)]?.(key) ?? key;
      return pattern.exec(text)?.[1] === key ? [] : [text];
    }).flat();
    expect(missed).toEqual([]);
  });

  it(`finds none of ${MANY} look-alikes`, () => {
    const taken = Array.from({ length: MANY }, (_, n) => {
      const text = LOOK_ALIKES[n % LOOK_ALIKES.length]?.(randomInt(2) === 0) ?? "";
      return pattern.test(text) ? [text] : [];
    }).flat();
    expect(taken).toEqual([]);
  });

  it("is understood by RE2: it looks neither ahead nor back", () => {
    expect(GITLEAKS + SECRET + BEFORE + AFTER).not.toMatch(/\(\?(?:=|!|<)|\\[1-9]|[*+?}]\+/);
  });
});

it("what the patterns find without its checksum is not looked up as a minted secret", () => {
  const wrong = Array.from({ length: MANY }, (_, n) => `${minted(n).slice(0, -6)}${base62(6)}`);
  expect(wrong.filter((value) => parseMinted(value) !== undefined)).toEqual([]);
});
