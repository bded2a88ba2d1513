/** Marks that reorder what follows them (Unicode Bidirectional Algorithm): they let one text pass for another. */
const BIDI_CONTROLS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Line breaks too: a header or a line of text stays one line. */
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029]+/gu;

/** What people wrote, without marks that could make a part of a mail read differently from what it says. */
export const withoutBidi = (text: string): string => text.replace(BIDI_CONTROLS, "");

const MOST_CHARACTERS = 120;

/** A subject is one line of bounded length, whatever names are in it. */
export const subjectLine = (text: string): string => {
  const characters = [...withoutBidi(text).replace(CONTROLS, " ").replace(/\s+/gu, " ").trim()];
  return characters.length <= MOST_CHARACTERS
    ? characters.join("")
    : `${characters.slice(0, MOST_CHARACTERS - 1).join("")}…`;
};

const NON_JOINER = "\u200C";

/**
 * Mail programs make links of what looks like one, so a zero-width non-joiner is put where an address would hang
 * together: behind `://`, and behind a dot inside a word. It reads the same and is no address any more.
 */
export const unlinked = (text: string): string =>
  withoutBidi(text).replace(/:\/\/|\.(?=[\p{L}\p{N}])/gu, (found) => found + NON_JOINER);
