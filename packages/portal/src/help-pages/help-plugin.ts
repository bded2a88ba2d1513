import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Plugin } from "vite";
import { llmsText } from "./llms-text.ts";
import { pageFile } from "./page-file.ts";
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
 * them as files: each page's Markdown, the portal's page at each of their addresses, and `llms.txt`.
 */
export const helpPlugin = (): Plugin => {
  let documents: ReturnType<typeof readDocuments> | undefined;
  const read = () => {
    documents ??= readDocuments();
    return documents;
  };
  return {
    name: "help",
    enforce: "post",
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
    generateBundle: {
      // After Vite has made the portal's page.
      order: "post",
      async handler(_options, bundle) {
        const { pages, groups } = await read();
        const emit = (fileName: string, source: string) => this.emitFile({ type: "asset", fileName, source });
        const index = bundle["index.html"];
        if (index?.type !== "asset") throw new Error("The portal's page is not made yet.");
        const html = index.source.toString();
        const product = /<title>([^<]*)</.exec(html)?.[1] ?? "";
        for (const page of pages.values()) {
          emit(`help/${page.name}.md`, page.markdown);
          emit(`help/${page.name}/index.html`, pageFile(html, product, page));
        }
        emit("help/index.html", pageFile(html, product));
        emit("help/reference/index.html", pageFile(html, product));
        emit("llms.txt", llmsText(groups));
      },
    },
  };
};
