import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { FLOORS } from "./floors.ts";
import { isForTests, type SourceFile, sources } from "./sources.ts";

const packages = Object.keys(FLOORS) as (keyof typeof FLOORS)[];

describe.each(packages)("packages/%s", (name) => {
  const src = `packages/${name}/src`;
  const floorOf = new Map<string, number>(
    FLOORS[name].flatMap((folders, floor) => folders.map((folder) => [folder, floor])),
  );
  const all = async () =>
    (await sources(`${src}/**/*.{ts,tsx}`)).filter(
      (file) => !isForTests(file) && !/\.test\./.test(file.path),
    );
  const folderOf = (path: string) => posix.relative(src, posix.dirname(path)) || ".";

  it("names each of its folders, and none that is not there", async () => {
    const folders = new Set((await all()).map(({ path }) => folderOf(path)));
    expect([...folders].sort()).toEqual([...floorOf.keys()].sort());
  });

  const climbsOf = (file: SourceFile) => {
    const from = folderOf(file.path);
    return file.imports
      .filter((each) => each.startsWith("."))
      .map((each) => folderOf(posix.join(posix.dirname(file.path), each)))
      .filter((to) => to !== from && (floorOf.get(to) ?? -1) >= (floorOf.get(from) ?? -1))
      .map((to) => `${file.path}: ${to}`);
  };

  it("imports only from floors below", async () => {
    expect((await all()).flatMap(climbsOf)).toEqual([]);
  });

  it("has no circle of files", async () => {
    expect(circlesOf(await all())).toEqual([]);
  });
});

/** The files that import one another round about, and those between such circles. */
const circlesOf = (files: readonly SourceFile[]): string[] => {
  let left = files.map(({ path, imports }) => ({
    path,
    imports: imports
      .filter((each) => each.startsWith("."))
      .map((each) => posix.join(posix.dirname(path), each)),
  }));
  for (;;) {
    const inCircles = left.filter(
      ({ path, imports }) =>
        left.some((other) => imports.includes(other.path)) &&
        left.some((other) => other.imports.includes(path)),
    );
    if (inCircles.length === left.length) return left.map(({ path }) => path);
    left = inCircles;
  }
};

it("a circle of files is told, and what leads into it is not", () => {
  const file = (path: string, ...imports: string[]): SourceFile => ({ path, imports, text: "", lines: 1 });
  const line = [file("a/1.ts", "../b/2.ts"), file("b/2.ts", "../c/3.ts"), file("c/3.ts")];
  expect(circlesOf(line)).toEqual([]);
  expect(circlesOf([...line.slice(0, 2), file("c/3.ts", "../b/2.ts")])).toEqual(["b/2.ts", "c/3.ts"]);
});
