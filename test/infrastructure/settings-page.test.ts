import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "../../infra/settings-groups.ts";

describe("docs/deploy.md", () => {
  it("has a row for each setting and its variable, and for nothing else", async () => {
    const page = await readFile(new URL("../../docs/deploy.md", import.meta.url), "utf8");
    const told = [...page.matchAll(/^\| (`\w+`(?:, `\w+`)*) \| (`LATCHKEY_\w+`(?:, `LATCHKEY_\w+`)*) \|/gm)];
    const words = (cell = "") => cell.split(", ").map((word) => word.replaceAll("`", ""));
    const pairs = told.flatMap(([, settings, variables]) => {
      const named = words(variables);
      return words(settings).map((setting, index) => [setting, named[index]]);
    });
    expect(Object.fromEntries(pairs)).toEqual(
      Object.fromEntries(Object.entries(VARIABLES).map(([setting, { name }]) => [setting, name])),
    );
  });
});
