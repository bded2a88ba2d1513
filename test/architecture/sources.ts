import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";

const ROOT = new URL("../..", import.meta.url).pathname;

export interface SourceFile {
  /** From the repository's root. */
  path: string;
  text: string;
  lines: number;
  /** What it imports, exports from, or loads later, as written. */
  imports: string[];
}

const STATIC = /^\s*(?:import|export)\s(?:[\w\s{},*$]*\bfrom\s*)?["']([^"']+)["']/gm;
const LATER = /\bimport\(\s*["'`]([^"'`]+)["'`]/g;

export const importsOf = (text: string): string[] =>
  [...text.matchAll(STATIC), ...text.matchAll(LATER)].flatMap(([, name]) => name ?? []);

/** The sources that a pattern names, those that are made by a build left out. */
export const sources = (...patterns: string[]): Promise<readonly SourceFile[]> => {
  const key = patterns.join("\n");
  const found = read.get(key) ?? readSources(patterns);
  read.set(key, found);
  return found;
};

/** What was read once is read by no other test again. */
const read = new Map<string, Promise<readonly SourceFile[]>>();

const readSources = async (patterns: readonly string[]): Promise<readonly SourceFile[]> => {
  const found: SourceFile[] = [];
  for await (const path of glob(patterns, {
    cwd: ROOT,
    exclude: (name) => /(?:^|\/)(?:node_modules|dist)(?:\/|$)|\.gen\./.test(name),
  })) {
    const text = await readFile(join(ROOT, path), "utf8");
    found.push({ path, text, lines: text.trimEnd().split("\n").length, imports: importsOf(text) });
  }
  return found;
};

export const dependenciesOf = async (packageName: string): Promise<ReadonlySet<string>> => {
  const declared = JSON.parse(await readFile(join(ROOT, "packages", packageName, "package.json"), "utf8"));
  return new Set(Object.keys({ ...declared.dependencies, ...declared.optionalDependencies }));
};

/** `@scope/name/deep` → `@scope/name`. */
export const packageOf = (name: string): string => name.split("/", name.startsWith("@") ? 2 : 1).join("/");

/** Tests, and what only tests use. */
export const isForTests = ({ path }: SourceFile): boolean =>
  /\.(?:test|fixture)\.tsx?$|\/testing\//.test(path);
