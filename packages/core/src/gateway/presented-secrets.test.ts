import { describe, expect, it } from "vitest";
import { searchFor, secretsIn } from "./presented-secrets.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("the secrets in a credential's position", () => {
  it.each<[what: string, value: string, secrets: string[]]>([
    ["a key", "12345678", ["12345678"]],
    ["a key between blanks", " \t12345678 ", ["12345678"]],
    ["nothing that is shorter than any credential", "1234567", []],
    ["nothing in nothing", "", []],
    ["what follows a scheme", "Bearer 12345678", ["Bearer 12345678", "12345678"]],
    ["what follows a scheme and a tab", "Bearer\t 12345678", ["Bearer\t 12345678", "12345678"]],
    ["what follows a scheme, however short", "Bearer 1234567", ["Bearer 1234567"]],
    ["no scheme of one letter", "B 12345678", ["B 12345678"]],
    [
      "a login and its password",
      `bAsIc ${base64("u:12345678")}`,
      [`bAsIc ${base64("u:12345678")}`, base64("u:12345678"), "u:12345678", "12345678"],
    ],
    [
      "a password with colons whole",
      `Basic ${base64("u:1234:5678")}`,
      [`Basic ${base64("u:1234:5678")}`, base64("u:1234:5678"), "u:1234:5678", "1234:5678"],
    ],
    [
      "a signature as a parameter",
      'Digest a="b", Signature="12345678", c=d',
      ['Digest a="b", Signature="12345678", c=d', 'a="b", Signature="12345678", c=d', "12345678"],
    ],
    [
      "every signature of several",
      "a=:MTIzNDU2Nzg=:, b=:ODc2NTQzMjE=:",
      ["a=:MTIzNDU2Nzg=:, b=:ODc2NTQzMjE=:", "MTIzNDU2Nzg=", "ODc2NTQzMjE="],
    ],
  ])("are %s", (_what, value, secrets) => {
    expect(secretsIn(value)).toEqual(secrets);
  });

  it("of a Basic value that is no encoding are what can be read of it", () => {
    expect(secretsIn("Basic 12345678:")).toContain("12345678:");
  });
});

describe("a text that may hold a secret", () => {
  const SECRET = "a b+c/d=12";
  const holds = searchFor([SECRET]);
  const encoded = encodeURIComponent(SECRET);

  it.each<[how: string, text: string]>([
    ["as it is", SECRET],
    ["amid other text", `x${SECRET}y`],
    ["percent-encoded", encoded],
    ["percent-encoded three times", encodeURIComponent(encodeURIComponent(encoded))],
    ["in lower hexadecimal", encoded.toLowerCase()],
    ["as a field of a form", "a+b%2Bc%2Fd%3D12"],
    ["as a field of a form in a URL", encodeURIComponent("a+b%2Bc%2Fd%3D12")],
    ["as a segment of a path, whose plus stays", "a%20b+c%2Fd=12"],
    ["as a segment of a path in a URL", encodeURIComponent("a%20b+c%2Fd=12")],
    ["beside what is no escape", `100%&k=${encoded}`],
    ["in base64", base64(`x${SECRET}`)],
    ["in base64 within other text of the alphabet", `/state/${base64(SECRET)}`],
    ["in base64 for URLs, percent-encoded", encodeURIComponent(Buffer.from(SECRET).toString("base64url"))],
  ])("holds it %s", (_how, text) => {
    expect(holds(text)).toBe(true);
  });

  it.each<[how: string, text: string]>([
    ["nothing", ""],
    ["a part of it", SECRET.slice(1)],
    ["it in other letters", SECRET.toUpperCase()],
    ["it with another blank", SECRET.replace(" ", "\t")],
    ["it percent-encoded four times", [1, 2, 3, 4].reduce((text) => encodeURIComponent(text), SECRET)],
    ["a percent sign alone", "%".repeat(20)],
    ["escapes that are none", "%zz%1".repeat(20)],
  ])("does not hold it where it has %s", (_how, text) => {
    expect(holds(text)).toBe(false);
  });

  it("holds a secret with a blank as a form writes it that needs no other escape", () => {
    expect(searchFor(["pass word"])("https://app.test/?p=pass+word")).toBe(true);
  });

  it("holds any of several, the shortest too", () => {
    const either = searchFor(["12345678", "abcdefghijkl"]);
    expect(["12345678", "xabcdefghijkl", "1234567", "abcdefghijk"].map(either)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("holds none where there are none", () => {
    expect(searchFor([])("x".repeat(100))).toBe(false);
  });

  it("is read a bounded number of times, however many signs it has", () => {
    expect(holds("+%2B%252B%25252B%2525252B".repeat(1000))).toBe(false);
  });
});
