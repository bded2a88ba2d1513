import { unescape as percentDecode } from "node:querystring";

/**
 * Values by name, decoded, `+` as a space, names in alphabetical order; `;` separates like `&`. The caller has checked
 * the percent-encoding; bytes that are not UTF-8 become U+FFFD.
 */
export const parseQuery = (query: string): ReadonlyMap<string, readonly string[]> => {
  const values = new Map<string, string[]>();
  for (const pair of query.split(/[&;]/)) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const list = values.get(name) ?? [];
    list.push(equals < 0 ? "" : decode(pair.slice(equals + 1)));
    values.set(name, list);
  }
  return new Map([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
};

const decode = (text: string): string => percentDecode(text.replaceAll("+", " "));
