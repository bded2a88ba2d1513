const MOST_CHARACTERS = 8192;

/** Visible ASCII but `#`, `?` and `\`: what would end the path, or what some read as a slash. */
const PLAIN = /^[!"$->@-[\]-~]*$/;

/**
 * Whether an upstream can read the rest of a path in one way only. Refused are dot segments, plain or
 * percent-encoded, between slashes that are encoded or backslashes too, and with parameters (`..;x`), which some
 * servers cut off first; control characters; and escapes that are none, or not of UTF-8 (RFC 3986, sections 2.1
 * and 3.3; overlong forms of a dot are no UTF-8). Everything else, encoded slashes and empty segments too, is sound.
 */
export const isSafePath = (rest: string): boolean => {
  if (rest.length > MOST_CHARACTERS || !PLAIN.test(rest)) return false;
  const text = decoded(rest);
  return text !== undefined && !hasControl(text) && !text.split(/[/\\]/).some(isDotSegment);
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
