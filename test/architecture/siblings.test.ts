import { describe, expect, it } from "vitest";
import { DECISIONS_OF_A_RULE, decisionsOf, TOLD_BY, withoutSibling } from "./siblings.ts";
import { type SourceFile, sources } from "./sources.ts";

const CORE = "packages/core/src/";

describe("a rule of core", () => {
  it("has a test beside it that its name finds", async () => {
    const left = withoutSibling(await sources(`${CORE}**/*.ts`));
    expect(left.map((path) => path.slice(CORE.length)).sort()).toEqual(Object.keys(TOLD_BY).sort());
  });

  it("whose facts another test states names one that is there", async () => {
    const named = [...new Set(Object.values(TOLD_BY).map(([test]) => test))];
    const found = await sources(...named);
    expect(found.map(({ path }) => path).sort()).toEqual(named.sort());
  });
});

describe("what is told a rule", () => {
  const file = (path: string, text: string): SourceFile => ({ path, text, imports: [], lines: 1 });
  const rule = "if (a) throw b;\n".repeat(DECISIONS_OF_A_RULE / 2);

  it.each([
    ["const a = b && c ? d : e ?? f;", 3],
    ["for (const each of all) if (each) throw it;", 3],
    ["switch (a) { case 1: return b || c; }", 2],
    ["/** if (a) throw b; */ // case 1\nexport const at = 'https://x.test';", 0],
    ["export interface Store { read(id?: string): Promise<string | undefined>; }", 0],
  ])("decides in so many places: %s", (text, decisions) => {
    expect(decisionsOf(text)).toBe(decisions);
  });

  it("is missed without a sibling, and not with one", () => {
    const alone = file("a/rule.ts", rule);
    expect(withoutSibling([alone, file("b/rule.test.ts", "")])).toEqual(["a/rule.ts"]);
    expect(withoutSibling([alone, file("a/rule.test.ts", "")])).toEqual([]);
  });

  it("is no file of types, and none of tests", () => {
    const less = file("a/types.ts", rule.replace("if (a) ", ""));
    expect(withoutSibling([less, file("a/x.fixture.ts", rule), file("core/testing/y.ts", rule)])).toEqual([]);
  });
});
