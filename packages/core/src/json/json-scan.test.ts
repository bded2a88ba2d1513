import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonScan } from "./json-scan.ts";

const NONE = new Map();
const PLACES = new Map([
  ["response", NONE],
  ["items", new Map([["of", NONE]])],
]);

const scanned = (text: string | Uint8Array, cut = 1_000_000): Record<string, unknown>[] => {
  const found: Record<string, unknown>[] = [];
  const scan = new JsonScan(new Set(["usage", "n"]), PLACES, (kept) => found.push(kept));
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += cut) scan.push(bytes.subarray(at, at + cut));
  return found;
};

describe("a JSON text that is read as it comes", () => {
  it.each([
    [
      "an object",
      '{"a":[1,{"usage":1}],"usage":{"x":[1,"}"]},"n":-1.5e3}',
      [{ usage: { x: [1, "}"] }, n: -1500 }],
    ],
    ["a member of it", '{"response":{"usage":{"a":1}},"n":2}', [{ usage: { a: 1 } }, { n: 2 }]],
    ["no deeper", '{"response":{"response":{"usage":1}},"x":{"usage":2}}', []],
    [
      "a list of objects",
      '[{"usage":1},{"response":{"usage":2}},[{"usage":3}],"usage"]',
      [{ usage: 1 }, { usage: 2 }],
    ],
    [
      "objects in a place of the objects of a list",
      '{"items":[{"of":{"usage":1}},{"of":[{"usage":2}],"usage":3},4,[{"of":{"usage":5}}]],"of":{"usage":6}}',
      [{ usage: 1 }, { usage: 3 }],
    ],
    ["no list in a place without places", '{"response":[{"usage":1}]}', []],
    ["an escaped name", '{"\\u0075sage":1}', [{ usage: 1 }]],
    ["a name in a text", '{"a":"\\"usage\\":1","b":"{\\"n\\":1}"}', []],
    ["words and blanks", ' {\n "usage" : null ,\t"n" : true\r\n} ', [{ usage: null, n: true }]],
    ["strings", '{"usage":"a\\"b\\\\","n":""}', [{ usage: 'a"b\\', n: "" }]],
    ["lists as values", '{"usage":[],"n":[[]]}', [{ usage: [], n: [[]] }]],
    ["nothing in an empty object", "{}", []],
    ["nothing in a word", '"usage"', []],
    ["nothing where it breaks off", '{"usage":{"a":', []],
    ["nothing of a value that is too long", `{"usage":"${"x".repeat(70_000)}","n":1}`, [{ n: 1 }]],
  ])("gives the wanted members of %s, however it is cut", (_what, text, expected) => {
    expect(scanned(text)).toEqual(expected);
    expect(scanned(text, 1)).toEqual(expected);
    expect(scanned(text, 7)).toEqual(expected);
  });

  it("agrees with JSON.parse on any object", () => {
    const text = fc.json();
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 40 }), (before, value, cut) => {
        const whole = `{"x":${before},"usage":${value},"y":${before}}`;
        expect(scanned(whole, cut)).toEqual([{ usage: JSON.parse(value) }]);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void scanned(bytes, 3)));
  });
});
