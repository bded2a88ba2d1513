/** For a POSIX shell: one word, with any content. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A string of JavaScript and of Python alike. */
export const quoted = (text: string): string => JSON.stringify(text);
