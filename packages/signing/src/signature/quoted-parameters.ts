import { isHeaderName } from "./header-names.ts";

/** `name="value"` between commas, each name once; there are no escapes. Undefined for anything else. */
export const readQuotedParameters = (text: string): ReadonlyMap<string, string> | undefined => {
  const parameters = new Map<string, string>();
  const parameter = /[ \t]*([A-Za-z]{1,16})="([^"]*)"[ \t]*(?:,|$)/y;
  while (parameter.lastIndex < text.length) {
    const [, name, value] = parameter.exec(text) ?? [];
    if (name === undefined || value === undefined || parameters.has(name)) return undefined;
    parameters.set(name, value);
  }
  return parameters;
};

const NAMES_MAX = 64;

/**
 * A list of signed names between spaces, as written; undefined when one comes twice (names have no case), is no header's
 * name, or when they are more than any client lists.
 * @param derived names that mean another part of the request than a header, in their exact spelling
 */
export const readSignedNames = (list: string, derived: readonly string[]): readonly string[] | undefined => {
  const names = list.split(" ", NAMES_MAX + 1).filter((name) => name !== "");
  const lower = new Set(names.map((name) => name.toLowerCase()));
  if (names.length > NAMES_MAX || lower.size !== names.length) return undefined;
  return names.every((name) => derived.includes(name) || isHeaderName(name.toLowerCase()))
    ? names
    : undefined;
};
