import type { HelpEntry } from "./help-page.ts";

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * The portal's page with the title and description of a page of the help, for programs that run no script, and where its
 * Markdown is. Below a folder that has files, CloudFront is asked for files only, so each page of the help has one.
 */
export const pageFile = (index: string, product: string, page?: HelpEntry): string => {
  const title = page ? `${page.title} · ${product}` : `Help · ${product}`;
  const description =
    page?.lead ?? "What the platform does, for those who call services, offer them or run it.";
  const alternate = page ? `<link rel="alternate" type="text/markdown" href="/help/${page.name}.md" />` : "";
  return index
    .replace(/<title>[^<]*<\/title>/, () => `<title>${escaped(title)}</title>${alternate}`)
    .replace(
      /(<meta name="description" content=")[^"]*"/,
      (_whole, before: string) => `${before}${escaped(description)}"`,
    );
};
