import { encodeRfc3986 } from "@latchkey/signing/percent-encoding";
import type { QueryPair } from "./client-request.ts";

/**
 * A query as its signature binds it. The signature schemes sort what they sign, so a signature holds for every order of
 * the values of a repeated name: what is forwarded is the one order that was signed. The names stay where they are.
 */
export const inSignedOrder = (query: readonly QueryPair[]): QueryPair[] => {
  const values = new Map<string, string[]>();
  for (const [name, value] of query) values.set(name, [...(values.get(name) ?? []), value]);
  if (values.size === query.length) return [...query];
  for (const [name, several] of values) values.set(name, several.toSorted(asEncoded));
  return query.map(([name, value]) => [name, values.get(name)?.shift() ?? value]);
};

const asEncoded = (one: string, other: string): number => {
  const [left, right] = [encodeRfc3986(one), encodeRfc3986(other)];
  return left < right ? -1 : left > right ? 1 : 0;
};
