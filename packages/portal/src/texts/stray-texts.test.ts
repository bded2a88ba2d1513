import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseSync, Visitor } from "vite";
import { describe, expect, it } from "vitest";

const SOURCES = join(import.meta.dirname, "..");
/** What people read, or are read out. */
const SPOKEN =
  /^(?:label|title|placeholder|alt|lead|description|error|aria-(?:label|description|valuetext))$/;
const WORD = /\p{L}{2}/u;
/** An example of what is typed in, as `/hello`: of no language. */
const EXAMPLE = /^[a-z0-9/.:@-]+$/;

interface Value {
  type: string;
  value?: unknown;
  expression?: Value;
  quasis?: { value: { raw: string } }[];
  consequent?: Value;
  alternate?: Value;
  left?: Value;
  right?: Value;
}

/** The words that stand in the source itself, in each branch of a condition. */
const wordsOf = (value: Value | null | undefined): string[] => {
  if (!value) return [];
  const { expression, quasis = [], consequent, alternate, left, right } = value;
  const own = [value.type === "Literal" ? value.value : undefined, ...quasis.map((each) => each.value.raw)];
  return [
    ...own.filter((each): each is string => typeof each === "string" && WORD.test(each)),
    ...[expression, consequent, alternate, left, right].flatMap(wordsOf),
  ];
};

/** Texts of JSX, and of attributes and calls that show one, which are not from `texts`. */
const strayIn = (source: string): string[] => {
  const found: string[] = [];
  new Visitor({
    JSXText: ({ value }) => void (WORD.test(value) && found.push(value.trim())),
    JSXElement: ({ children }) => {
      for (const child of children)
        if (child.type === "JSXExpressionContainer") found.push(...shownIn(child.expression as Value));
    },
    JSXAttribute: ({ name, value }) => {
      if (name.type !== "JSXIdentifier" || !SPOKEN.test(name.name)) return;
      const isExample = (text: string) => name.name === "placeholder" && EXAMPLE.test(text);
      found.push(...shownIn(value as Value).filter((text) => !isExample(text)));
    },
    CallExpression: ({ callee, arguments: given }) => {
      if (callee.type === "Identifier" && callee.name === "notify") found.push(...shownIn(given[1] as Value));
    },
  }).visit(parseSync("source.tsx", source).program);
  return found;
};

/** Of an expression that compares, the compared values are not shown. */
const shownIn = (value: Value | null | undefined): string[] => {
  if (!value) return [];
  if (value.type === "JSXExpressionContainer") return shownIn(value.expression);
  if (value.type === "ConditionalExpression") return [value.consequent, value.alternate].flatMap(shownIn);
  if (value.type === "LogicalExpression") return [value.left, value.right].flatMap(shownIn);
  return value.type === "Literal" || value.type === "TemplateLiteral" ? wordsOf(value) : [];
};

it.each<[string, string[]]>([
  ["<p>Hello</p>", ["Hello"]],
  ['<p>{"Hello"}</p>', ["Hello"]],
  ["<p>{a ? 'Hello' : texts.b}</p>", ["Hello"]],
  ["<p>{a === 'Hello' ? texts.a : null} · {b}</p>", []],
  ['<A label="Hello" type="button" />', ["Hello"]],
  ["<A aria-label={`Hello`} />", ["Hello"]],
  ['<A placeholder="/hello" />', []],
  ['<A placeholder="Say hello" />', ["Say hello"]],
  ["notify('good', 'Hello')", ["Hello"]],
  ["notify('good', texts.saved)", []],
])("of %s the texts are %j", (source, texts) => expect(strayIn(source)).toEqual(texts));

describe("every text of the portal is from its texts", () => {
  const files = globSync("**/*.tsx", { cwd: SOURCES });
  it.each(files.sort())("%s", async (file) =>
    expect(strayIn(await readFile(join(SOURCES, file), "utf8"))).toEqual([]),
  );
});
