import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../..", import.meta.url).pathname;
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const pagesIn = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));

const PAGES = [
  ".",
  "docs",
  "docs/decisions",
  "docs/moving",
  "packages/signing",
  "packages/client",
  "packages/cli",
].flatMap(pagesIn);
const README_LINES = 150;

/** Relative links of a page outside of its code blocks, as paths from the root. */
const linkedFrom = (page: string) =>
  [
    ...read(page)
      .replaceAll(/^```[\s\S]*?^```/gm, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(page), target)));

/** Paths of the repository that a page names in code marks; a glob or a placeholder is none. */
const namedIn = (page: string) =>
  [...read(page).matchAll(/`((?:packages|test|infra|bench|docs)\/[^`\s]*)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => !/[*<>{}]/.test(path));

/** Headings of a page as GitHub makes anchors of them. */
const anchorsOf = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe.each(PAGES)("%s", (page) => {
  it("links only to files that exist", () => {
    expect(linkedFrom(page).filter((target) => !existsSync(join(ROOT, target)))).toEqual([]);
  });

  it("links only to headings that exist", () => {
    const links = [...read(page).matchAll(/\]\(([^)\s#:]*)#([^)\s]+)\)/g)];
    const missing = links.filter(([, file = "", anchor = ""]) => {
      const target = file === "" ? page : join(dirname(page), file);
      return target.endsWith(".md") && !anchorsOf(target).includes(anchor);
    });
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  it("names only files and folders that exist", () => {
    expect(namedIn(page).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

it("docs/moving/README.md links to every page beside it", () => {
  const pages = pagesIn("docs/moving").filter((page) => !page.endsWith("README.md"));
  expect(linkedFrom("docs/moving/README.md")).toEqual(expect.arrayContaining(pages));
});

describe("README.md", () => {
  it(`has at most ${README_LINES} lines`, () => {
    expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(README_LINES);
  });

  it("links to every page in docs", () => {
    expect(linkedFrom("README.md")).toEqual(expect.arrayContaining(pagesIn("docs")));
  });
});
