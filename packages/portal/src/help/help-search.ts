import type { HelpEntry } from "../help-pages/help-page.ts";

/** A page, or one of its headings. */
export interface HelpHit {
  page: string;
  title: string;
  heading?: { id: string; text: string };
}

const MOST = 20;

/** Where all of the words occur: in a page's title, in a heading, or between the two. Titles come first. */
export const searchHelp = (pages: readonly HelpEntry[], asked: string): HelpHit[] => {
  const words = folded(asked).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const fits = (text: string) => words.every((word) => folded(text).includes(word));
  const titles = pages.filter(({ title }) => fits(title));
  const headings = pages.flatMap(({ name, title, headings: all }) =>
    all
      .filter(({ text }) => words.some((word) => folded(text).includes(word)) && fits(`${title} ${text}`))
      .map(({ id, text }): HelpHit => ({ page: name, title, heading: { id, text } })),
  );
  return [...titles.map(({ name, title }): HelpHit => ({ page: name, title })), ...headings].slice(0, MOST);
};

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();
