import { posix } from "node:path";
import type { Root } from "mdast";
import type { HelpEntry, HelpGroup, HelpPage } from "./help-page.ts";
import { elementsOf, headingsOf, linksOf, markdownTree, plainText, withLinks } from "./markdown-tree.ts";

/** The page that is made of the README. */
export const START = "start";
/** Sections of the README about working on the code. */
const FOR_AUTHORS: ReadonlySet<string> = new Set(["Where things live", "Commands", "Documents"]);
/** Pages that the README's table of documents does not name. */
const OTHERS = "everyone";

/** A page with its Markdown, whose links lead to the other pages' Markdown. */
export interface ReadPage extends HelpPage {
  markdown: string;
}

/** @param docs the Markdown of each file of `docs`, by its name without the ending */
export const readHelpPages = (readme: string, docs: ReadonlyMap<string, string>): Promise<ReadPage[]> => {
  const names = new Set([START, ...docs.keys()]);
  const pages = [{ name: START, from: "README.md", text: startOf(readme) }];
  for (const [name, text] of docs) pages.push({ name, from: `docs/${name}.md`, text });
  return Promise.all(pages.map(({ name, from, text }) => readPage(name, text, targetsOf(from, names))));
};

/** Which page of the help a relative link leads to, with its anchor; undefined for what is not in the help. */
type Target = (url: string) => { page: string; anchor: string } | undefined;

const targetsOf =
  (from: string, names: ReadonlySet<string>): Target =>
  (url) => {
    const [path = "", anchor = ""] = url.split("#", 2);
    const file = path === "" ? from : posix.join(posix.dirname(from), path);
    const page = file === "README.md" ? START : /^docs\/([\w-]+)\.md$/.exec(file)?.[1];
    return page !== undefined && names.has(page)
      ? { page, anchor: anchor === "" ? "" : `#${anchor}` }
      : undefined;
  };

const isAbsolute = (url: string): boolean => /^[a-z][a-z+.-]*:/i.test(url);

const readPage = async (name: string, text: string, target: Target): Promise<ReadPage> => {
  const tree = markdownTree(text);
  const headings = headingsOf(tree);
  const address = (url: string) => {
    if (isAbsolute(url)) return url;
    const found = target(url);
    return found && `/help/${found.page}${found.anchor}`;
  };
  return {
    name,
    title: headings.find(({ level }) => level === 1)?.text ?? name,
    lead: leadOf(tree),
    headings: headings.filter(({ level }) => level === 2 || level === 3),
    body: await elementsOf(withLinks(tree, address), headings),
    markdown: rewritten(text, tree, target),
  };
};

/** The first sentence of the first paragraph. */
const leadOf = (tree: Root): string => {
  const paragraph = tree.children.find(({ type }) => type === "paragraph");
  const text = paragraph ? plainText(paragraph).replaceAll(/\s+/g, " ") : "";
  return /^.*?[.:](?= |$)/.exec(text)?.[0].replace(/:$/, ".") ?? text;
};

/** The Markdown with its links to other pages beside each other, and without those that lead out of the help. */
const rewritten = (text: string, tree: Root, target: Target): string =>
  linksOf(tree)
    .filter(({ url }) => !isAbsolute(url))
    .toReversed()
    .reduce((whole, link) => {
      const { start, end } = link.position ?? {};
      if (start?.offset === undefined || end?.offset === undefined) return whole;
      const found = target(link.url);
      const [first, last] = [
        link.children[0]?.position?.start.offset,
        link.children.at(-1)?.position?.end.offset,
      ];
      const label = text.slice(first, last);
      const link2 = found ? `[${label}](${found.page}.md${found.anchor})` : label;
      return whole.slice(0, start.offset) + link2 + whole.slice(end.offset);
    }, text);

/** The README without its sections for those who work on the code, and without its last line of links. */
const startOf = (readme: string): string =>
  readme
    .split(/^(?=## )/m)
    .filter((section) => !FOR_AUTHORS.has(/^## (.+)$/m.exec(section)?.[1] ?? ""))
    .join("")
    .replace(/\n\[Architecture\].*\n*$/, "\n");

/** The pages by whom they are for, as the README's table of documents has them. */
export const groupsOf = (readme: string, pages: readonly ReadPage[]): HelpGroup[] => {
  const entries = new Map(pages.map((page) => [page.name, entryOf(page)]));
  const groups = new Map<string, HelpEntry[]>();
  const put = (readers: string, name: string) => {
    const entry = entries.get(name);
    if (!entry) return;
    entries.delete(name);
    groups.set(readers, [...(groups.get(readers) ?? []), entry]);
  };
  put(OTHERS, START);
  for (const [, readers = "", cell = ""] of tableOfDocuments(readme).matchAll(/^\| ([^|]+?) \| (.+) \|$/gm))
    for (const [, name = ""] of cell.matchAll(/\]\(docs\/([\w-]+)\.md\)/g)) put(readers, name);
  for (const name of [...entries.keys()]) put(OTHERS, name);
  return [...groups].map(([readers, grouped]) => ({ readers, pages: grouped }));
};

const tableOfDocuments = (readme: string): string =>
  /^## Documents$([\s\S]*?)(?=^## )/m.exec(readme)?.[1] ?? "";

const entryOf = ({ name, title, lead, headings }: ReadPage): HelpEntry => ({ name, title, lead, headings });
