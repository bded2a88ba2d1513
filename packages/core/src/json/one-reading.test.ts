import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, oneReading } from "./one-reading.ts";

const SPELLED = { "": ["model", "mask"], options: ["num_predict"] };
const read = (text: string | Uint8Array) => oneReading(Buffer.from(text as string), SPELLED);

describe("a JSON text that all readers read alike", () => {
  it.each([
    '{"model":"a","messages":[{"role":"user","content":"\\"model\\":1"}]}',
    ' {"a":{"b":1},"c":{"b":1},"d":[{"b":1},{"b":2}]} ',
    '{"metadata":{"Model":"x"},"messages":[{"Options":{"NUM_PREDICT":1}}]}',
    '{"options":{"num_predict":1,"Seed":2}}',
    '{"properties":{"id":1,"ID":2}}',
    '{"a\\\\":1,"a":2}',
    "[]",
    '"model"',
    "1",
  ])("is read: %s", (text) => {
    expect(read(text)).toEqual({ value: JSON.parse(text) });
  });

  it.each([
    ["no JSON", '{"model":"a"'],
    ["two values", '{"model":"a"}{"model":"b"}'],
    ["nothing at all", ""],
    ["a byte order mark", '\uFEFF{"model":"a"}'],
    ["a member twice", '{"model":"a","model":"b"}'],
    ["a member twice, once escaped", '{"model":"a","\\u006dodel":"b"}'],
    ["a member twice, deep", '{"x":[{"y":{"a":1,"b":2,"a":3}}]}'],
    ["a member in capitals", '{"Model":"a"}'],
    ["a member in two cases", '{"model":"a","MODEL":"b"}'],
    ["a member with a long s", '{"ma\u017Fk":"a"}'],
    ["a member with the Kelvin sign", '{"mas\u212A":"a"}'],
    ["a member of a member in another case", '{"options":{"Num_Predict":1}}'],
    ["one of a list in another case", '[{"model":"a"},{"MODEL":"b"}]'],
    ["too many levels", `${"[".repeat(201)}${"]".repeat(201)}`],
    ["levels without end", "[".repeat(100_000)],
  ])("is none with %s", (_what, text) => {
    expect(read(text)).toBeUndefined();
  });

  it("is none where it is not UTF-8, or of another width", () => {
    expect(read(Uint8Array.of(0x22, 0xe9, 0x22))).toBeUndefined();
    expect(read(Buffer.from('{"model":"a"}', "utf16le"))).toBeUndefined();
  });

  it("agrees with JSON.parse on what JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value, undefined, 1);
        expect(oneReading(Buffer.from(text))).toEqual({ value: JSON.parse(text) });
      }),
    );
  });

  it("folds as readers do that do not heed case", () => {
    expect(["MODEL", "\u212A", "\u017F"].map(folded)).toEqual(["model", "k", "s"]);
  });
});
