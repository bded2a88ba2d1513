import { encodeRfc3986 } from "./percent-encoding.ts";

type Pair = readonly [name: string, value: string];

/**
 * A decoded query, encoded once by RFC 3986. Repeated names are kept, an empty value keeps its `=`.
 * - `encoded`: sorted by name then value as they read encoded (AWS);
 * - `decoded`: sorted by name then value before encoding (Huawei's and Go's signers);
 * - `given`: in the order given.
 */
export const canonicalQuery = (query: readonly Pair[], order: "encoded" | "decoded" | "given"): string => {
  if (query.length === 0) return "";
  const source = order === "decoded" ? query.toSorted(byNameThenValue) : query;
  const pairs = source.map(encodePair);
  if (order === "encoded" && !isSorted(pairs)) pairs.sort(byNameThenValue);
  let text = "";
  for (const [name, value] of pairs) text += text === "" ? `${name}=${value}` : `&${name}=${value}`;
  return text;
};

const encodePair = ([name, value]: Pair): Pair => [encodeRfc3986(name), encodeRfc3986(value)];

const byNameThenValue = (left: Pair, right: Pair): number =>
  compare(left[0], right[0]) || compare(left[1], right[1]);

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const isSorted = (pairs: readonly Pair[]): boolean => {
  let last: Pair | undefined;
  for (const pair of pairs) {
    if (last && byNameThenValue(last, pair) > 0) return false;
    last = pair;
  }
  return true;
};
