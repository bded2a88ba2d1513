/** One line of the table of facts. An address was verified; everything else may have been chosen by anybody. */
export interface Fact {
  label: string;
  value: string;
  isAddress?: boolean;
}

/**
 * What a mail says, before it is HTML or text: both are made from this, so they cannot tell different things. All
 * of it is plain text. Only `buttons` become links.
 */
export interface MailContent {
  subject: string;
  /** What a mail program shows beside the subject. */
  preview: string;
  heading: string;
  opening: string[];
  facts: Fact[];
  /** What somebody wrote, in their own words. */
  quote?: { label: string; text: string };
  buttons?: { label: string; href: string; tone: "good" | "bad" }[];
  /** The address behind the buttons, for those who cannot click. */
  address?: { label: string; href: string };
  closing: string[];
  /** Why this person gets this mail. */
  why: string;
}
