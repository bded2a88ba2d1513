/** What is shown of an element of a page: its name, its attributes, what is in it. */
export type HelpNode = string | readonly [tag: string, attributes: HelpAttributes, ...children: HelpNode[]];

export type HelpAttributes = Readonly<Record<string, string>>;

export interface HelpHeading {
  level: number;
  /** The anchor, as GitHub makes it of the text. */
  id: string;
  text: string;
}

/** A page of the project's documents, read when the portal is built. */
export interface HelpPage {
  /** Its file's name without the ending, and its place below `/help`. */
  name: string;
  title: string;
  /** The first sentence, as plain text. */
  lead: string;
  headings: readonly HelpHeading[];
  body: readonly HelpNode[];
}

/** What is known of each page before it is loaded. */
export type HelpEntry = Omit<HelpPage, "body">;

/** Pages for the same readers, in their order. */
export interface HelpGroup {
  readers: string;
  pages: readonly HelpEntry[];
}
