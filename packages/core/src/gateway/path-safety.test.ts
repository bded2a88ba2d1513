import { describe, expect, it } from "vitest";
import { fitsScopes, isSafePath } from "./path-safety.ts";

describe("a path that could be read in two ways", () => {
  it.each([
    "/.",
    "/..",
    "/../admin",
    "/a/../b",
    "/a/./b",
    "/a/..",
    "/%2e%2e/b",
    "/%2E./b",
    "/.%2e/b",
    "/%2e",
    "/a%2f..%2fb",
    "/a%2f%2e%2e",
    "/..%2fb",
    "/a%5c..%5cb",
    "/..%5Cb",
    "/a\\..\\b",
    "/a\\b",
    "/..;/b",
    "/..;a=1/b",
    "/%2e%2e%3bx/b",
    "/.;/b",
    "/%c0%ae%c0%ae/b",
    "/%zz",
    "/%",
    "/%2",
    "/%ff",
    "/%00",
    "/a%0d%0aX-Plan:%20gold",
    "/a\r\nb",
    "/%7f",
    "/%c2%85",
    "/a b",
    "/a?b",
    "/a#b",
    "/é",
    `/${"a".repeat(8192)}`,
  ])("is refused: %j", (rest) => expect(isSafePath(rest)).toBe(false));
});

describe("a path with one meaning", () => {
  it.each([
    "",
    "/",
    "//",
    "/a//b/",
    "/a%2fb",
    "/a%2Fb%5cc",
    "/...",
    "/.well-known/x",
    "/a..b/..c/d..",
    "/a;b=1/c",
    "/100%25",
    "/%252e%252e",
    "/%E2%82%AC",
    "/a+b:c@d!$&'()*,=~",
    '/[x]|{y}"<>^`',
  ])("is forwarded: %j", (rest) => expect(isSafePath(rest)).toBe(true));
});

const scoped = { scopes: [{ name: "public", paths: ["/public/*"] }] };
const encoded = encodeURIComponent;

describe("a path that others may read as one outside of the scopes' paths", () => {
  it.each([
    ["encoded twice", "/public/%252e%252e/admin"],
    ["encoded twice, in capitals", "/public/%252E%252E/admin"],
    ["encoded thrice", "/public/%25252e%25252e/admin"],
    ["encoded twice in parts", "/public/.%252e/admin"],
    ["a slash encoded twice", "/public/..%252fadmin"],
    ["a backslash encoded twice", "/public/..%255cadmin"],
    ["any escape encoded twice", "/public/%2541"],
    ["the digits of an escape encoded", "/public/%25%32%65%25%32%65/admin"],
    ["one digit of an escape encoded", "/public/%252%65/admin"],
    ["full-width digits of an escape", `/public/${encoded("%２ｅ%２ｅ")}/admin`],
    ["a full-width percent sign", `/public/${encoded("％2e％2e")}/admin`],
    ["a small percent sign", `/public/${encoded("﹪2e")}/admin`],
    ["full-width dots", `/public/${encoded("．．")}/admin`],
    ["one full-width dot", `/public/.${encoded("．")}/admin`],
    ["small dots", `/public/${encoded("﹒﹒")}/admin`],
    ["one-dot leaders", `/public/${encoded("․․")}/admin`],
    ["a two-dot leader", `/public/${encoded("‥")}/admin`],
    ["an upright two-dot leader", `/public/${encoded("︰")}/admin`],
    ["ideographic stops", `/public/${encoded("。。")}/admin`],
    ["half-width ideographic stops", `/public/${encoded("｡｡")}/admin`],
    ["dots with a blank behind", "/public/..%20/admin"],
    ["dots with a blank before", "/public/%20../admin"],
    ["dots with a blank between", "/public/.%20./admin"],
    ["a dot with a blank", "/public/.%20/admin"],
    ["three dots with a blank", "/public/..%20./admin"],
    ["a no-break space", `/public/..${encoded("\u00a0")}/admin`],
    ["an ideographic space", `/public/..${encoded("\u3000")}/admin`],
    ["a zero-width space", `/public/.${encoded("\u200b")}./admin`],
    ["a zero-width joiner", `/public/.${encoded("\u200d")}./admin`],
    ["a word joiner", `/public/..${encoded("\u2060")}/admin`],
    ["a soft hyphen", `/public/..${encoded("\u00ad")}/admin`],
    ["a byte order mark", `/public/${encoded("\ufeff")}../admin`],
    ["a Hangul filler", `/public/..${encoded("\u3164")}/admin`],
    ["a Braille blank", `/public/..${encoded("\u2800")}/admin`],
    ["a variation selector", `/public/..${encoded("\ufe0f")}/admin`],
    ["a full-width slash", `/public/..${encoded("／")}admin`],
    ["a full-width backslash", `/public/..${encoded("＼")}admin`],
    ["a small backslash", `/public/..${encoded("﹨")}admin`],
    ["a division slash", `/public/..${encoded("∕")}admin`],
    ["a fraction slash", `/public/..${encoded("⁄")}admin`],
    ["a set minus", `/public/..${encoded("∖")}admin`],
    ["full-width everything", `/public${encoded("／．．／")}admin`],
    ["a full-width semicolon", `/public/..${encoded("；")}x/admin`],
    ["dots with a blank and parameters", "/public/..%20;x=1/admin"],
    ["at its end", "/public/..%20"],
    ["at its end, full-width", `/public/${encoded("．．")}`],
  ])("is refused where scopes name paths: %s", (_what, rest) =>
    expect([isSafePath(rest), fitsScopes(scoped, rest)]).toEqual([true, false]),
  );

  it.each([
    ["no scopes", {}],
    ["scopes without paths", { scopes: [{ name: "read", methods: ["GET"] }] }],
  ])("is forwarded as it is to a service with %s", (_what, service) =>
    expect(fitsScopes(service, "/public/%252e%252e/admin")).toBe(true),
  );

  it.each([
    "",
    "/",
    "/public//x",
    "/public/100%25",
    "/public/5%25off",
    "/public/%25zz",
    "/public/...",
    "/public/.well-known",
    "/public/a%20b",
    "/public/a..b",
    "/public/v1.%20x",
    `/public/${encoded("日本語。")}`,
    `/public/${encoded("…")}`,
    `/public/${encoded("a…b")}`,
    `/public/${encoded("½")}`,
  ])("is no path like %j", (rest) => expect(fitsScopes(scoped, rest)).toBe(true));
});
