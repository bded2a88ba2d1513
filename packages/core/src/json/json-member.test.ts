import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { elementsOf, membersOf, type Span, skipSpace } from "./json-member.ts";

const cut = (text: string, { start, end }: Span): string => text.slice(start, end);
const members = (text: string) =>
  membersOf(text, text.indexOf("{")).map((member) => [member.name, cut(text, member)]);
const elements = (text: string) => elementsOf(text, text.indexOf("[")).map((element) => cut(text, element));

describe("the members of an object in JSON text", () => {
  it.each<[text: string, found: [name: string, value: string][]]>([
    ["{}", []],
    [" \t\r\n{ \t\r\n} ", []],
    ['{"a":1}', [["a", "1"]]],
    ['{"":""}', [["", '""']]],
    [
      '{ "a" : -1.5e+3 , "b":true,"c":null }',
      [
        ["a", "-1.5e+3"],
        ["b", "true"],
        ["c", "null"],
      ],
    ],
    // A name given twice, once in escapes; what is inherited is a name like all others.
    [
      '{"a":1,"\\u0061":2,"__proto__":3}',
      [
        ["a", "1"],
        ["a", "2"],
        ["__proto__", "3"],
      ],
    ],
    // What ends or opens a value does neither within a string.
    [
      '{"a":"}],{[","b":"\\"}","c":"\\\\"}',
      [
        ["a", '"}],{["'],
        ["b", '"\\"}"'],
        ["c", '"\\\\"'],
      ],
    ],
    ['{"a\\"b":{"c":[{"a":1}]}}', [['a"b', '{"c":[{"a":1}]}']]],
    [
      '{"a":[1,[2]],"b":{}}',
      [
        ["a", "[1,[2]]"],
        ["b", "{}"],
      ],
    ],
    ['{"\\ud83d\\ude00":"\u2028"}', [["😀", '"\u2028"']]],
  ])("of %j are told in their order", (text, found) => {
    JSON.parse(text);
    expect(members(text)).toEqual(found);
  });

  it("are those of the object that begins at the position alone", () => {
    const text = '[{"a":{"b":1}},{"c":2}]';
    expect(membersOf(text, text.indexOf('{"b"')).map(({ name }) => name)).toEqual(["b"]);
    expect(membersOf(text, text.indexOf('{"c"')).map(({ name }) => name)).toEqual(["c"]);
  });

  it("are found behind a value that is nested a hundred thousand times", () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    expect(members(`{"a":${deep},"b":1}`)).toEqual([
      ["a", deep],
      ["b", "1"],
    ]);
  });
});

describe("the elements of a list in JSON text", () => {
  it.each<[text: string, found: string[]]>([
    ["[]", []],
    ["[ ]", []],
    ["[1]", ["1"]],
    ["[0 , -1\n,\t2.5e-3]", ["0", "-1", "2.5e-3"]],
    ['[[],{},"",[[]]]', ["[]", "{}", '""', "[[]]"]],
    ['["]","\\"]"]', ['"]"', '"\\"]"']],
    ["[true,false,null]", ["true", "false", "null"]],
  ])("of %j are told in their order", (text, found) => {
    JSON.parse(text);
    expect(elements(text)).toEqual(found);
  });
});

it("a blank is one of JSON's four", () => {
  expect(skipSpace(" \t\n\r1", 0)).toBe(4);
  expect(skipSpace("\u00A01", 0)).toBe(0);
  expect(skipSpace("  ", 0)).toBe(2);
});

it("every value that JSON.stringify writes is cut out whole", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.constantFrom("", " ", "\t"), (values, indent) => {
      const list = JSON.stringify(values, undefined, indent);
      expect(elements(list).map((each): unknown => JSON.parse(each))).toEqual(JSON.parse(list));
      const object = JSON.stringify(Object.fromEntries(values.map((value, index) => [`${index}"`, value])));
      expect(members(object).map(([, value = ""]): unknown => JSON.parse(value))).toEqual(JSON.parse(list));
    }),
  );
});
