import { describe, expect, it } from "vitest";
import { MAX_TEXT, openApiText } from "./openapi-text.ts";

const PETS = { openapi: "3.1.0", info: { title: "Pets", version: "1" }, paths: {} };
const YAML = 'openapi: 3.1.0\ninfo:\n  title: Pets\n  version: "1"\npaths: {}\n';

describe("an OpenAPI document that is given as text", () => {
  it.each([
    ["JSON", JSON.stringify(PETS)],
    ["YAML", YAML],
  ])("is taken as %s", async (_form, text) =>
    expect(JSON.parse((await openApiText(text)) ?? "null")).toEqual(PETS),
  );

  it.each([
    ["no document", "just words"],
    ["a list", "[1, 2]"],
    ["broken YAML", "a: [1"],
    ["too long", `{"a": "${"x".repeat(MAX_TEXT)}"}`],
  ])("is refused when it is %s", async (_why, text) => expect(await openApiText(text)).toBeUndefined());

  it("is refused when its anchors would grow without end", async () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
    for (let level = 1; level < 9; level += 1)
      lines.push(
        `a${level}: &a${level} [${Array(10)
          .fill(`*a${level - 1}`)
          .join(", ")}]`,
      );
    expect(await openApiText(lines.join("\n"))).toBeUndefined();
  });
});
