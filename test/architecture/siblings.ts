import type { SourceFile } from "./sources.ts";

/**
 * What a file of core must hold to be a rule: as many places where it decides. A file of ports, types, constants or a
 * schema has none or few.
 */
export const DECISIONS_OF_A_RULE = 10;

/** The rules whose facts a test under another name states, and which. */
export const TOLD_BY_ANOTHER: Record<string, string> = {};

const COMMENTS = /\/\*[\s\S]*?\*\/|(?<![:"'`])\/\/.*$/gm;
const DECISION = /\bif \(|\bthrow |\? |&&|\|\||\?\?|\bcase |\bfor \(|\bfor await|\bwhile \(/g;

/** In how many places a file decides: conditions, refusals and loops. */
export const decisionsOf = (text: string): number =>
  text.replaceAll(COMMENTS, "").match(DECISION)?.length ?? 0;

const siblingOf = (path: string): string => path.replace(/\.ts$/, ".test.ts");

/** The rules that no test of their own name stands beside. */
export const withoutSibling = (files: readonly SourceFile[]): string[] => {
  const paths = new Set(files.map(({ path }) => path));
  return files
    .filter(({ path, text }) => !isOfTests(path) && decisionsOf(text) >= DECISIONS_OF_A_RULE)
    .map(({ path }) => path)
    .filter((path) => !paths.has(siblingOf(path)));
};

const isOfTests = (path: string): boolean => /\.(?:test|fixture)\.ts$|\/testing\//.test(path);
