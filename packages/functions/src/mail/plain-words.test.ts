import { describe, expect, it } from "vitest";
import { subjectLine, unlinked } from "./plain-words.ts";

describe("A subject", () => {
  it("stays one line whatever names are in it, so it starts no other header", () => {
    expect(subjectLine("Shop\r\nBcc: eve@example.com")).toBe("Shop Bcc: eve@example.com");
    expect(subjectLine("a\u0000b\u2028c\td")).toBe("a b c d");
  });

  it("loses the marks that would make it read backwards", () => {
    expect(subjectLine("invoice\u202Efdp.exe")).toBe("invoicefdp.exe");
  });

  it("has at most 120 characters, and never half of one", () => {
    const subject = subjectLine("🗝".repeat(300));
    expect([...subject]).toHaveLength(120);
    expect(subject.endsWith("🗝…")).toBe(true);
  });
});

describe("What people wrote", () => {
  it.each(["https://evil.example/x", "www.evil.example", "see evil.example/login", "ftp://h"])(
    "reads the same but is no address any more: %s",
    (text) => {
      const shown = unlinked(text);
      expect(shown.replaceAll("\u200C", "")).toBe(text);
      expect(shown).not.toMatch(/:\/\/[\w]|[\w]\.[\w]/);
    },
  );

  it("is left alone where it holds no address", () => {
    expect(unlinked("We sell things. Really: yes!")).toBe("We sell things. Really: yes!");
  });
});
