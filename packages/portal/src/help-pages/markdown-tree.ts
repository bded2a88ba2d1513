import type { Element, ElementContent, Root as HtmlTree } from "hast";
import type { Link, Nodes, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import type { HelpHeading, HelpNode } from "./help-page.ts";

/** CommonMark with the tables of GitHub. */
export const markdownTree = (markdown: string): Root =>
  unified().use(remarkParse).use(remarkGfm).parse(markdown);

export const plainText = (node: Nodes): string => {
  if ("value" in node) return node.type === "html" ? "" : node.value;
  return "children" in node ? node.children.map(plainText).join("") : "";
};

const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");

/** In the page's order; a text that occurs again has an anchor with a number. */
export const headingsOf = (tree: Root): HelpHeading[] => {
  const seen = new Map<string, number>();
  return tree.children.flatMap((node) => {
    if (node.type !== "heading") return [];
    const text = plainText(node);
    const anchor = anchorOf(text);
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return [{ level: node.depth, id: before === 0 ? anchor : `${anchor}-${before}`, text }];
  });
};

/** Every link of a page, with where it stands in the text. */
export const linksOf = (node: Nodes): Link[] => [
  ...(node.type === "link" ? [node] : []),
  ...("children" in node ? node.children.flatMap(linksOf) : []),
];

/** The tree with each link's address replaced; a link without an address becomes its text. */
export const withLinks = (tree: Root, addressOf: (url: string) => string | undefined): Root => {
  const inside = <Node extends Nodes>(node: Node): Node =>
    "children" in node ? { ...node, children: node.children.flatMap(replaced) } : node;
  const replaced = (node: Nodes): Nodes[] => {
    if (node.type !== "link") return [inside(node)];
    const url = addressOf(node.url);
    return url === undefined ? node.children.flatMap(replaced) : [{ ...inside(node), url }];
  };
  return inside(tree);
};

/** As elements: HTML that stands in the Markdown is left out, and headings have their anchors. */
export const elementsOf = async (tree: Root, headings: readonly HelpHeading[]): Promise<HelpNode[]> => {
  const html: HtmlTree = await unified().use(remarkRehype).run(tree);
  const anchors = headings.map(({ id }) => id);
  return html.children.flatMap((node) => {
    if (node.type !== "element") return [];
    if (!/^h[1-6]$/.test(node.tagName)) return [elementOf(node)];
    const id = anchors.shift() ?? "";
    // The page's title is the portal's own heading.
    return node.tagName === "h1" ? [] : [elementOf({ ...node, properties: { id } })];
  });
};

const ATTRIBUTES = ["id", "href", "align", "start"] as const;

const elementOf = ({ tagName, properties, children }: Element): HelpNode => {
  const language = /language-([\w-]+)/.exec(String(properties["className"] ?? ""))?.[1];
  const kept = ATTRIBUTES.flatMap((name) =>
    properties[name] === undefined || properties[name] === null
      ? []
      : [[name, String(properties[name])] as const],
  );
  return [
    tagName,
    { ...Object.fromEntries(kept), ...(language === undefined ? {} : { language }) },
    ...children.flatMap(childOf),
  ];
};

const childOf = (node: ElementContent): HelpNode[] => {
  if (node.type === "text") return node.value === "\n" ? [] : [node.value];
  return node.type === "element" ? [elementOf(node)] : [];
};
