/** For a POSIX shell: one word, with any content. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A string literal that is valid in JavaScript and in Python. */
export const quoted = (text: string): string => JSON.stringify(text);
