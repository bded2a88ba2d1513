import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRfc9421 } from "./parse-rfc9421.ts";
import { parseDictionary } from "./parse-structured-field.ts";
import { writeInnerList, writeItem } from "./write-structured-field.ts";

describe("the headers of a message signature", () => {
  const components = '("@method" "@authority" "@path")';
  const signature = `sig=:${"A".repeat(43)}=:`;
  const read = (input: string, value = signature) =>
    parseRfc9421({
      method: "GET",
      path: "/",
      query: [],
      headers: { "signature-input": [input], signature: [value] },
    });
  const good = `sig=${components};created=1;keyid="k"`;

  it("are read", () => {
    expect(read(good)).toMatchObject({ outcome: "claimed", claim: { accessKey: "k", created: 1 } });
  });

  it.each([
    ["another label", good, `other=:${"A".repeat(43)}=:`],
    ["a short signature", good, "sig=:AAAA:"],
    ["bits left over", good, `sig=:${"A".repeat(42)}B=:`],
    ["a text for a signature", good, 'sig="AAAA"'],
    ["two that could be ours", `${good}, b=${components};created=1;keyid="l"`, `${signature}, b=:AAAA:`],
    ["a label twice", `${good}, ${good}`, signature],
    ["created as a text", good.replace("created=1", 'created="1"'), signature],
    ["created as a decimal", good.replace("created=1", "created=1.5"), signature],
    ["created twice", good.replace("created=1", "created=1;created=2"), signature],
    ["expires as a text", `${good};expires="1"`, signature],
    ["no created", good.replace(";created=1", ""), signature],
    ["keyid as a token", good.replace('"k"', "k"), signature],
    ["an empty keyid", good.replace('"k"', '""'), signature],
    ["a component twice", good.replace('"@path"', '"@path" "@path"'), signature],
    ["an unknown derived component", good.replace('"@path"', '"@path" "@status"'), signature],
    ["a field in upper case", good.replace('"@path"', '"@path" "Date"'), signature],
    ["a parameter on a field", good.replace('"@path"', '"@path" "date";bs'), signature],
    ["a parameter on the method", good.replace('"@method"', '"@method";req'), signature],
    ["a token for a component", good.replace('"@path"', "path"), signature],
    ["no space between", good.replace('"@method" "@authority"', '"@method""@authority"'), signature],
    ["an open list", good.replace(")", ""), signature],
    ["something behind", `${good},`, signature],
    ["a thousand components", good.replace('"@path"', `"@path"${' "x"'.repeat(1_000)}`), signature],
    ["a megabyte", `${good};x="${"a".repeat(1 << 20)}"`, signature],
  ])("are malformed with %s", (_, input, value) => {
    expect(read(input, value)).toEqual({ outcome: "malformed" });
  });

  it("belong to somebody else without a key id, or with another algorithm", () => {
    expect(read(good.replace(';keyid="k"', ""))).toBeUndefined();
    expect(read(`${good};alg="rsa-pss-sha512"`)).toBeUndefined();
    expect(read(`${good};alg="none"`)).toBeUndefined();
  });

  it("are written again as they were", () => {
    for (const text of [good.slice(4), '("a";b;c=?0;d=*t/x;e=-1;f=:AA==: "\\"\\\\")', "()"]) {
      const list = parseDictionary(`x=${text}`)?.get("x");
      expect(list && "items" in list && writeInnerList(list)).toBe(text);
    }
    const item = parseDictionary("a, b=1;x")?.get("b");
    expect(item && "bare" in item && writeItem(item)).toBe("1;x");
  });

  it("never make the parser throw", () => {
    assert(property(string(), (text) => parseDictionary(`a=(${text}`) !== null));
    assert(property(string({ unit: "binary" }), (text) => parseDictionary(text) !== null));
  });
});
