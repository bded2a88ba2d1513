import { bareName } from "@latchkey/core/service/header-rules";

/** The first value of a header in names and values in turn. */
export const headerOf = (headers: readonly string[], name: string): string | undefined => {
  const at = headers.findIndex((each, index) => index % 2 === 0 && each.toLowerCase() === name);
  return at < 0 ? undefined : headers[at + 1];
};

/** Names and values in turn, without these. */
export const withoutHeaders = (headers: readonly string[], ...names: string[]): string[] => {
  const dropped = new Set(names.map(bareName));
  return headers.filter((_, index) => !dropped.has(bareName(headers[index - (index % 2)] ?? "")));
};
