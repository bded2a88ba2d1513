import { describe, expect, it } from "vitest";
import { Email, IsoTime, line, paragraph, Slug } from "./text.ts";

describe("a slug", () => {
  it.each(["a", "0", "a-b", "a".repeat(63), "a--b", "a-"])("may be %s", (slug) =>
    expect(Slug.safeParse(slug).success).toBe(true),
  );

  it.each([
    "",
    "-a",
    "A",
    "a_b",
    "a.b",
    "a/b",
    "a b",
    "a\n",
    "а", // Cyrillic
    "ａ", // full width
    "ſ", // long s, whose capital is S
    "\u212a", // the Kelvin sign
    "a\u0000",
    "a\u200b",
    "a".repeat(64),
  ])("is never %j", (slug) => expect(Slug.safeParse(slug).success).toBe(false));
});

describe("an e-mail address", () => {
  it("is kept in small letters, since a membership is found by it", () => {
    expect(Email.parse("Ana@Example.TEST")).toBe("ana@example.test");
  });

  it.each([
    "",
    "ana",
    "ana@",
    "@x.test",
    "ana@x",
    "ana@x.test ",
    " ana@x.test",
    "ana@x.test\nbcc: eve@x.test",
    "ana@x.test,eve@x.test",
    "Ana <ana@x.test>",
    "ana@b\u00fccher.test",
    "an\u0430@x.test",
    "\u212aim@x.test",
    "ana@x.test\u0000",
    `${"a".repeat(250)}@x.test`,
  ])("is never %j", (email) => expect(Email.safeParse(email).success).toBe(false));
});

describe("one line", () => {
  const name = line(10);

  it.each(["a", "Ana", "日本語", "é", "a b", "👩‍💻"])("may be %j", (text) =>
    expect(name.safeParse(text).success).toBe(true),
  );

  it.each([
    "",
    " ",
    "\u00a0",
    "a\nb",
    "a\r",
    "a\tb",
    "a\u0000",
    "\u0085",
    "a\u2028b",
    "\ud800",
    "a".repeat(11),
  ])("is never %j", (text) => expect(name.safeParse(text).success).toBe(false));

  it.each(["a\u202eb", "\u2066a", "a\u200f"])("cannot turn the text around it, as %j would", (text) =>
    expect(name.safeParse(text).success).toBe(false),
  );
});

describe("a paragraph", () => {
  it("may have line feeds and tabs, and no other control character", () => {
    expect(paragraph(20).safeParse("a\n\tb\r\nc").success).toBe(true);
    for (const text of ["a\u0000", "a\u001b[31m", "a\u0007", "\udc00"])
      expect(paragraph(20).safeParse(text).success).toBe(false);
  });
});

describe("a time", () => {
  it.each([
    ["2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"],
    ["2026-01-31T12:00:00.5Z", "2026-01-31T12:00:00.500Z"],
    ["2026-01-31T12:00:00.123456Z", "2026-01-31T12:00:00.123Z"],
  ])("%s is kept as %s", (given, kept) => expect(IsoTime.parse(given)).toBe(kept));

  it.each([
    "",
    "2026-01-31",
    "2026-01-31T12:00Z",
    "2026-02-30T12:00:00Z",
    "2026-01-31T12:00:00",
    "2026-01-31T12:00:00+02:00",
    "2026-01-31T25:00:00Z",
    "now",
    `2026-01-31T12:00:00.${"0".repeat(100)}Z`,
  ])("is never %j", (text) => expect(IsoTime.safeParse(text).success).toBe(false));
});
