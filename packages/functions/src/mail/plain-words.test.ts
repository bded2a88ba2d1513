import LinkifyIt from "linkify-it";
import { describe, expect, it } from "vitest";
import { factText, plainLine, unlinked } from "./plain-words.ts";

/** Stricter than any mail program: it links addresses of hosts and numbers too, and every scheme. */
const linker = new LinkifyIt({}, { fuzzyLink: true, fuzzyEmail: true, fuzzyIP: true });
for (const scheme of ["tel:", "sms:", "javascript:", "data:", "file:", "skype:", "hxxp:", "hxxps:"])
  linker.add(scheme, { validate: (text, at) => /^\S+/.exec(text.slice(at))?.[0].length ?? 0 });

/** What mail programs look for beside that: a scheme, a dot or an at sign inside a word, a path of the network. */
const MARKS =
  /[\p{L}\p{N}]:[^\s\]]|(?:[\p{L}\p{N}-]|\u200c|\u200d)[.\u3002\uff0e\uff61\u2024][\p{L}\p{N}]|\S@\w|(?<!\[)\\\\\w/u;

const ADDRESSES: [string, string][] = [
  ["a bare domain", "evil.example"],
  ["a bare domain that is well known", "evil.com/login"],
  ["www", "www.evil.com"],
  ["http", "http://evil.com"],
  ["https with all parts", "https://user:word@evil.com:8443/a.b/c?d=e.f&g=http://h.io#i"],
  ["a scheme in capitals", "HTTPS://EVIL.COM/"],
  ["hxxp", "hxxp://evil.com, hxxps://evil.com"],
  ["ftp", "ftp://files.evil.com"],
  ["mailto", "mailto:eve@evil.com?subject=a"],
  ["tel and sms", "tel:+15550100199 sms:+15550100199"],
  ["javascript and data", "javascript:alert(1) data:text/html,x"],
  ["file", "file://evil/share"],
  ["a path of the network", "\\\\evil\\share and \\\\10.0.0.1\\c$"],
  ["an e-mail address", "eve@evil.com"],
  ["an e-mail address in brackets", "Eve <eve@evil.com>"],
  ["an e-mail address without a dot", "eve@evil"],
  ["an IP literal", "192.0.2.1"],
  ["an IP literal with a port and a path", "192.0.2.1:8080/x"],
  ["an IPv6 literal", "http://[2001:db8::1]/x"],
  ["a host without a dot", "http://localhost:8080/"],
  ["IDN", "https://пример.рф/x and bücher.example"],
  ["punycode", "https://xn--e1afmkfd.xn--p1ai and xn--e1afmkfd.xn--p1ai"],
  ["letters of two scripts", "pаypal.com"],
  ["full-width dots and colons", "https：／／evil．com and evil．com"],
  ["ideographic full stops", "https://evil。com and evil｡com"],
  ["a one dot leader", "evil․com"],
  ["a zero-width space behind the dot", "evil.\u200bcom"],
  ["a zero-width space before the dot", "evil\u200b.com"],
  ["a word joiner and a byte order mark", "http:\u2060//evil\ufeff.\ufeffcom"],
  ["a non-joiner", "http\u200c:\u200c//evil.\u200ccom"],
  ["a soft hyphen", "ev\u00adil.\u00adcom"],
  ["marks that reorder", "\u202emoc.live//:ptth\u202c and http://evil\u202e.com"],
  ["isolates", "\u2066http://\u2069\u2068evil.com\u2069"],
  ["a tag character", "evil.\u{e0063}com"],
  ["brackets of ours", "evil[.]com.evil.com [https://evil.com]"],
  ["a Markdown link", "[your account](https://evil.com)"],
  ["HTML", '<a href="https://evil.com">here</a>'],
  ["punctuation around it", '("evil.com"), evil.com; evil.com!'],
  ["behind a time of day", "12:30.evil.com 12:30:evil"],
  ["behind a decimal", "1.5.evil.com 12.50/x"],
  ["many dots", "evil..com evil....com/"],
  ["a very long word", `${"a".repeat(5000)}.com/${"b.c".repeat(2000)}`],
  ["many marks", `x${".:@".repeat(500)}evil.com`],
];

const WITHOUT_ADDRESS = [
  "We sell things. Really: yes!",
  "80 % of 12.50 (or 1,000.5) until 12:00, not 23:59:59.",
  "Wait... no. See you :-) at 8 @ the office.",
  "+1 555 010 0199",
  "売ります。よろしくお願いします。",
  "می‌خواهم 👩‍👩‍👧 ❤️",
  "a/b, c-d_e",
];

describe("What a tenant wrote", () => {
  it.each(ADDRESSES)("is no address any more: %s", (_what, text) => {
    const shown = unlinked(text);
    expect(linker.match(shown)?.map(({ raw }) => raw) ?? []).toEqual([]);
    expect(shown).not.toMatch(MARKS);
  });

  it.each(ADDRESSES)("is not made one by being shown twice: %s", (_what, text) => {
    expect(linker.test(unlinked(unlinked(text)))).toBe(false);
  });

  it.each([
    ["https://evil.com/x", "https[:][//]evil[.]com/x"],
    ["eve@evil.com", "eve[@]evil[.]com"],
    ["wait...what", "wait[...]what"],
    ["evil．com", "evil[．]com"],
    ["\\\\evil\\share", "[\\\\]evil\\share"],
  ])("shows in brackets what was broken up: %s", (text, shown) => expect(unlinked(text)).toBe(shown));

  it.each(WITHOUT_ADDRESS)("is left alone where it holds no address: %s", (text) =>
    expect(unlinked(text)).toBe(text),
  );

  it("loses the marks that would make it read backwards, and keeps its lines", () => {
    expect(unlinked("invoice\u202Efdp\u200b\n two")).toBe("invoicefdp\n two");
  });

  it("stays one line where a line is shown, so it starts no sentence of ours", () => {
    expect(plainLine("Shop\r\n-- \nYou won: evil.com\u2028x\u0000y\u0085z")).toBe(
      "Shop --  You won: evil[.]com x y z",
    );
  });
});

describe("An address of a fact", () => {
  it.each(["ann@example.com", "o'neil+x@mail.example.co.uk"])("stays as it was verified: %s", (value) =>
    expect(factText({ value, isAddress: true })).toBe(value),
  );

  it.each([
    "ann@example.com http://evil.com",
    "http://evil.com/@x",
    "ann@evil.com/login",
    "ann@evil.com:8080",
    '"a b"@evil.com',
    "ann@@evil.com",
  ])("is words like any other when it is more than an address: %s", (value) => {
    expect(factText({ value, isAddress: true })).toBe(plainLine(value));
    expect(linker.test(factText({ value, isAddress: true }))).toBe(false);
  });
});
