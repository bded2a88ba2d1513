import type { Service } from "../service/service.ts";

const MAX_CHARACTERS = 8192;

/** Visible ASCII but `#`, `?` and `\`: what would end the path, or what some read as a slash. */
const PLAIN = /^[!"$->@-[\]-~]*$/;

/**
 * Whether an upstream can read the rest of a path in one way only. Refused are dot segments, plain or
 * percent-encoded, between slashes that are encoded or backslashes too, and with parameters (`..;x`), which some
 * servers cut off first; control characters; and escapes that are none, or not of UTF-8 (RFC 3986, sections 2.1
 * and 3.3; overlong forms of a dot are no UTF-8). Everything else, encoded slashes and empty segments too, is sound.
 */
export const isSafePath = (rest: string): boolean => {
  if (rest.length > MAX_CHARACTERS || !PLAIN.test(rest)) return false;
  const text = decoded(rest);
  return text !== undefined && !hasControl(text) && !text.split(/[/\\]/).some(isDotSegment);
};

/**
 * Whether the rest of a path has one reading for a service's scopes: where some of them name paths, no server behind the
 * gateway may read the path differently from the path that was compared. `isSafePath` holds for it already.
 */
export const fitsScopes = ({ scopes }: Pick<Service, "scopes">, rest: string): boolean =>
  scopes?.some(({ paths }) => paths !== undefined) !== true || hasOneReading(rest);

/**
 * Whether servers that read more into a path than they should still read it in one way. Refused are escapes that are encoded
 * once more, and dot segments in any width, with blanks or with what has no width: servers decode twice, map to ASCII ("best fit"), or cut blanks off, each before they resolve dots.
 */
export const hasOneReading = (rest: string): boolean => {
  const text = decoded(rest)?.normalize("NFKC");
  if (text === undefined || /%[0-9a-f]{2}/i.test(text)) return false;
  return !text.split(SLASHES).some((segment) => isDots(segment));
};

/** Also characters that are no compatibility forms of the two slashes but look the same. */
const SLASHES = /[/\\\u2044\u2215\u2216\u29f5\u29f8\u29f9]/;

/** Full stops of other scripts; U+2E and its compatibility forms are one by now. */
const STOPS = /[\u3002\u06d4\u0701\u0702\ua4f8\ua60e]/g;

const BLANKS = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** One or two dots are always a dot segment; three and more are a name, unless they are written oddly. */
const isDots = (segment: string): boolean => {
  const plain = segment.replace(BLANKS, "").replace(STOPS, ".").replace(/;.*$/s, "");
  return /^\.{1,2}$/.test(plain) || (/^\.+$/.test(plain) && plain !== segment);
};

const isDotSegment = (segment: string): boolean => /^\.\.?(?:;|$)/.test(segment);

const hasControl = (text: string): boolean => /\p{Cc}/u.test(text);

const decoded = (rest: string): string | undefined => {
  try {
    return decodeURIComponent(rest);
  } catch {
    return undefined;
  }
};
