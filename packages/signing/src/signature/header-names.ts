/** More signed headers than any client sends. */
const NAMES_MAX = 64;

/**
 * A `SignedHeaders` list as sent, each name once: lower-case tokens between semicolons. Undefined when it is
 * anything else.
 */
export function readHeaderNames(list: string): readonly string[] | undefined {
  const names = list.split(";", NAMES_MAX + 1);
  if (names.length > NAMES_MAX || new Set(names).size !== names.length) return undefined;
  return names.every(isHeaderName) ? names : undefined;
}

/** Whether a text is a header's name in lower case (RFC 9110, section 5.1). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9a-z-]{1,128}$/.test(name);
}
