import type { Subject } from "./subject.ts";

/** One line of the table of facts. An address was verified; everything else may have been chosen by anybody. */
export interface Fact {
  label: string;
  value: string;
  isAddress?: boolean;
}

/**
 * What a mail says, before it is HTML or text: both are made from this, so they cannot tell different things. All
 * of it is plain text that tenants may have written a part of; only `buttons` and `address` become links.
 */
export interface MailContent {
  subject: Subject;
  /** What a mail program shows beside the subject. */
  preview: string;
  heading: string;
  opening: string[];
  facts: Fact[];
  /** What an applicant answered: questions and answers in the words of the two sides, quoted unchanged. */
  answers?: { name: string; label: string; text: string }[];
  /** Text that a user wrote, quoted unchanged. */
  quote?: { label: string; text: string };
  buttons?: { label: string; href: string; tone: "good" | "bad" }[];
  /** The address behind the buttons, for those who cannot click. */
  address?: { label: string; href: string };
  /** Latchkey's own, for programs to call: shown unchanged, and no link. */
  endpoint?: { label: string; href: string };
  /** What a digest lists. Addresses are ours. */
  items?: {
    id: string;
    line: string;
    time: string;
    facts?: Fact[];
    text: string;
    quote?: string;
    address?: string;
  }[];
  closing: string[];
  /** By which the recipient gets no more mails of this kind: told in the headers too (RFC 8058). */
  unsubscribe?: { label: string; href: string };
  /** Why this person gets this mail. */
  why: string;
}

/** What stands above an applicant's answers. */
export const ANSWERS = "What the applicant answered";
