import { describe, expect, it } from "vitest";
import { isSafePath } from "./path-safety.ts";

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
  ])("is refused: %j", (rest) => {
    expect(isSafePath(rest)).toBe(false);
  });
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
  ])("is forwarded: %j", (rest) => {
    expect(isSafePath(rest)).toBe(true);
  });
});
