import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PUBLIC_EXPORTS } from "../scripts/public-exports.ts";

const EXPORT = /^export (?:async )?(?:const|function|interface|type|class) (\w+)/;
const sourceOf = (path: string) => readFileSync(join(import.meta.dirname, `${path}.ts`), "utf8");

/** Exports without a docstring that ends on the line above. */
const undocumented = (source: string): string[] => {
  const lines = source.split("\n");
  return lines.flatMap((line, at) => {
    const [, name] = EXPORT.exec(line) ?? [];
    if (name === undefined) return [];
    const above = lines.slice(0, at).join("\n");
    return /\/\*\*(?:(?!\*\/)[\s\S])*\*\/$/.test(above) ? [] : [name];
  });
};

describe("what the package exports", () => {
  it("is found when it has no docstring", () => {
    expect(
      undocumented("/** A. */\nexport const a = 1;\n\n/* B. */\nexport type B = 1;\nexport function c() {}"),
    ).toEqual(["B", "c"]);
  });

  it.each(PUBLIC_EXPORTS)("has a docstring for each export: %s", (path) => {
    const source = sourceOf(path);
    expect(source).toMatch(new RegExp(EXPORT.source, "m"));
    expect(undocumented(source)).toEqual([]);
  });
});
