/** Where providers of models read their key from: the header, and what stands before the key in it. */
export const KEY_HEADERS = {
  authorization: { header: "Authorization", before: "Bearer " },
  "x-api-key": { header: "x-api-key", before: "" },
  "api-key": { header: "api-key", before: "" },
  "x-goog-api-key": { header: "x-goog-api-key", before: "" },
} as const satisfies Record<string, { header: string; before: string }>;

export type KeyHeader = keyof typeof KEY_HEADERS;

export const isKeyHeader = (name: string): name is KeyHeader => Object.hasOwn(KEY_HEADERS, name);

/** As the choices of a select. */
export const keyHeaderChoices = (label: (header: string, before: string) => string) =>
  Object.entries(KEY_HEADERS).map(([value, { header, before }]) => ({
    value,
    label: label(header, before.trim()),
  }));

/** The header that a service's key is in now, by the names of its headers; undefined where none of them is for a key. */
export const keyHeaderAmong = (headerNames: readonly string[]): KeyHeader | undefined =>
  headerNames.map((name) => name.toLowerCase()).find(isKeyHeader);

/** A key as a line of headers; empty while no key was typed. */
export const keyLine = (chosen: KeyHeader, key: string): string => {
  const { header, before } = KEY_HEADERS[chosen];
  return key.trim() === "" ? "" : `${header}: ${before}${key.trim()}`;
};

/** The key of such a line. */
export const keyOfLine = (chosen: KeyHeader, line: string): string => {
  const { header, before } = KEY_HEADERS[chosen];
  const beginning = `${header}: ${before}`;
  return line.startsWith(beginning) ? line.slice(beginning.length) : "";
};
