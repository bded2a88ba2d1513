/** More signed headers than any client sends. */
const NAMES_MAX = 64;
const LIST_MAX = 4_096;

/**
 * A `SignedHeaders` list as sent, each name once: lower-case tokens between semicolons. Undefined when it is
 * anything else.
 */
export const readHeaderNames = (list: string): readonly string[] | undefined => {
  if (list.length > LIST_MAX || !/^[!#$%&'*+.^_`|~0-9a-z-]+(?:;[!#$%&'*+.^_`|~0-9a-z-]+)*$/.test(list)) {
    return undefined;
  }
  const names = list.split(";");
  if (names.length > NAMES_MAX) return undefined;
  return names.every((name, at) => names.indexOf(name) === at) ? names : undefined;
};

/** Whether a text is a header's name in lower case (RFC 9110, section 5.1). */
export const isHeaderName = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9a-z-]{1,128}$/.test(name);
