import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";
import { llmsText } from "./llms-text.ts";
import { groupsOf, type ReadPage, readHelpPages } from "./read-help-pages.ts";

const ROOT = join(import.meta.dirname, "../../../..");
const MODULE = "virtual:help";
/** How Rollup's plugins mark a module that is no file. */
const HIDDEN = "\0";

const readDocuments = async () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const files = globSync("docs/*.md", { cwd: ROOT }).sort();
  const docs = files.map((file) => [basename(file, ".md"), readFileSync(join(ROOT, file), "utf8")] as const);
  const pages = await readHelpPages(readme, new Map(docs));
  return { pages: new Map(pages.map((page) => [page.name, page])), groups: groupsOf(readme, pages) };
};

const json = (value: unknown): string => JSON.stringify(value);

const pageModule = ({ markdown: _markdown, ...page }: ReadPage): string =>
  `export const page = ${json(page)};`;

/**
 * The project's documents as modules of the portal, one for each page and one that names all (`virtual:help`), and beside
 * them as files: each page's Markdown, and `llms.txt`.
 */
export const helpPlugin = (): Plugin => {
  let documents: ReturnType<typeof readDocuments> | undefined;
  const read = () => {
    documents ??= readDocuments();
    return documents;
  };
  return {
    name: "help",
    resolveId: (id) => (id === MODULE || id.startsWith(`${MODULE}/`) ? HIDDEN + id : undefined),
    load: async (id) => {
      if (!id.startsWith(HIDDEN + MODULE)) return undefined;
      const { pages, groups } = await read();
      const page = pages.get(id.slice(HIDDEN.length + MODULE.length + 1));
      if (page) return pageModule(page);
      const loaders = [...pages.keys()].map(
        (name) => `${json(name)}: () => import(${json(`${MODULE}/${name}`)})`,
      );
      return `export const groups = ${json(groups)};\nexport const loaders = {${loaders.join(", ")}};`;
    },
    async generateBundle() {
      const { pages, groups } = await read();
      const emit = (fileName: string, source: string) => this.emitFile({ type: "asset", fileName, source });
      for (const { name, markdown } of pages.values()) emit(`help/${name}.md`, markdown);
      emit("llms.txt", llmsText(groups));
    },
  };
};
