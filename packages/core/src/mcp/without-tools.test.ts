import { describe, expect, it } from "vitest";
import { withoutTools } from "./without-tools.ts";

const SHOWN: ReadonlySet<string> = new Set(["a", "b"]);
const shown = (text: string) => withoutTools(text, (name) => SHOWN.has(name));
const listing = (tools: string) => `{"id":1,"result":{"tools":[${tools}],"nextCursor":"x"}}`;

describe("a list of tools", () => {
  it.each<[what: string, tools: string, left: string]>([
    ["none", "", ""],
    ["those that are shown", '{"name":"a"},{"name":"b"}', '{"name":"a"},{"name":"b"}'],
    ["one that is not", '{"name":"x"}', ""],
    ["only such", '{"name":"x"},{"name":"y"} , {"name":"z"}', ""],
    ["the first", '{"name":"x"},{"name":"a"}', '{"name":"a"}'],
    ["the last", '{"name":"a"},{"name":"x"}', '{"name":"a"}'],
    ["the last two", '{"name":"a"} , {"name":"x"} , {"name":"y"}', '{"name":"a"}'],
    ["one in the middle", '{"name":"a"}, {"name":"x"}, {"name":"b"}', '{"name":"a"}, {"name":"b"}'],
    [
      "each second",
      '{"name":"x"},{"name":"a"},{"name":"y"},{"name":"b"},{"name":"z"}',
      '{"name":"a"},{"name":"b"}',
    ],
    ["one without a name", '{"title":"a"},{"name":"a"}', '{"name":"a"}'],
    ["one whose name is no text", '{"name":["a"]},{"name":1},{"name":null}', ""],
    ["one of two names", '{"name":"a","name":"x"},{"name":"x","name":"a"}', ""],
    ["one of a shown name twice", '{"name":"a","name":"b"}', '{"name":"a","name":"b"}'],
    ["one in escapes", '{"n\\u0061me":"\\u0061"},{"n\\u0061me":"\\u0078"}', '{"n\\u0061me":"\\u0061"}'],
    ["one with a name inside only", '{"inputSchema":{"name":"a"}}', ""],
    ["one in capitals", '{"Name":"a"}', ""],
    ["what is no object", '"a",1,null,["a"],{"name":"a"}', '{"name":"a"}'],
    ["one with brackets in its texts", '{"d":"]},{[","name":"x"},{"name":"a"}', '{"name":"a"}'],
  ])("loses %s as told", (_what, tools, left) => {
    const text = shown(listing(tools));
    expect(text).toBe(listing(left));
    JSON.parse(text ?? "");
  });

  it.each<[what: string, text: string, left: string]>([
    [
      "in each message of a batch",
      '[{"result":{"tools":[{"name":"x"}]}},1,{"result":{"tools":[{"name":"a"},{"name":"x"}]}}]',
      '[{"result":{"tools":[]}},1,{"result":{"tools":[{"name":"a"}]}}]',
    ],
    [
      "in each of two results and of two lists",
      '{"result":{"tools":[{"name":"x"}],"tools":[{"name":"y"}]},"result":{"tools":[{"name":"z"}]}}',
      '{"result":{"tools":[],"tools":[]},"result":{"tools":[]}}',
    ],
    [
      "under an escaped name",
      '{"r\\u0065sult":{"t\\u006fols":[{"name":"x"}]}}',
      '{"r\\u0065sult":{"t\\u006fols":[]}}',
    ],
    [
      "behind a byte order mark",
      '\uFEFF{"result":{"tools":[{"name":"x"}]}}',
      '\uFEFF{"result":{"tools":[]}}',
    ],
    [
      "behind two marks",
      '\uFEFF\uFEFF{"result":{"tools":[{"name":"x"}]}}',
      '\uFEFF\uFEFF{"result":{"tools":[]}}',
    ],
    ["behind blanks", ' \r\n{"result":{"tools":[{"name":"x"}]}} \n', ' \r\n{"result":{"tools":[]}} \n'],
  ])("is found %s", (_what, text, left) => {
    expect(shown(text)).toBe(left);
  });

  it.each([
    '{"id":1.0, "result" : {"content":[{"name":"x"}]}}',
    '{"params":{"tools":[{"name":"x"}]}}',
    '{"result":{"tools":{"name":"x"}}}',
    '{"result":{"deeper":{"tools":[{"name":"x"}]}}}',
    '[[{"result":{"tools":[{"name":"x"}]}}]]',
    '{"error":{"code":-32601}}',
    "[]",
    "1",
    '"text"',
    "null",
  ])("is not what stands elsewhere, and every byte stays: %s", (text) => {
    expect(shown(text)).toBe(text);
  });

  it.each([
    ["nothing", ""],
    ["a mark alone", "\uFEFF"],
    ["a text that is cut", '{"result":{"tools":[{"name":"x"}]'],
    ["two messages", '{"result":{"tools":[{"name":"x"}]}}{}'],
    ["marks without end", "\uFEFF".repeat(1_000_000)],
    ["lists without end", "[".repeat(1_000_000)],
  ])("is not told of %s, which is no JSON", (_what, text) => {
    expect(shown(text)).toBeUndefined();
  });
});
