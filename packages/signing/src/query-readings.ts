import { canonicalQuery } from "./canonical-query.ts";
import { encodeRfc3986 } from "./percent-encoding.ts";

type Pair = readonly [name: string, value: string];
type Query = readonly Pair[];

/** Beyond what API Gateway takes; longer ones are read in their canonical spelling only. */
const READ_IN_ALL_WAYS_MAX = 16_384;

/**
 * The ways in which a client may have written a query that the event gives decoded, the likeliest first, each once; no
 * more than sixteen. Every one of them reads as this query and as no other, with `;` separating and `+` as a space.
 *
 * - encoded by RFC 3986, in the order of the alphabet, and in the order given;
 * - form-encoded: `+` for a space, with the marks of the URL standard (browsers, Java) or those of RFC 3986 (Python, Go);
 * - with the characters bare that a query may hold (RFC 3986, section 3.4), or that an address may in browsers and Node
 *   (the URL standard);
 * - a name without a value with its `=` and without.
 */
export const queryReadings = (query: Query): readonly string[] => {
  const canonical = canonicalQuery(query, "encoded");
  const readings = new Set([canonical, canonicalQuery(query, "given")]);
  if (canonical.length <= READ_IN_ALL_WAYS_MAX)
    for (const spelling of SPELLINGS) readings.add(written(query, spelling));
  for (const reading of [...readings]) readings.add(withoutEmptyValues(reading));
  return [...readings];
};

/**
 * What is signed of an address: its query as it is written, where a verifier behind API Gateway can know it, else in
 * the order of the alphabet and encoded by RFC 3986.
 * @param search with its question mark, or empty
 * @param query what it says, decoded, in its own order
 */
export const querySigned = (search: string, query: Query): string => {
  // As the event gives it: by name, the values of one name in their order.
  const readings = queryReadings(
    query.toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)),
  );
  const written = search.slice(1);
  return readings.includes(written) ? written : (readings[0] ?? "");
};

interface Spelling {
  readonly bare: ReadonlyMap<string, string>;
  /** In values alone: the first one of a pair ends its name. */
  readonly bareEquals: boolean;
  readonly space: "%20" | "+";
}

/** Escapes that are written as their characters. */
const bare = (characters: string): ReadonlyMap<string, string> =>
  new Map([...characters].map((character) => [encodeRfc3986(character), character]));

// Never `&`, `;` and `+`, which would read as something else.
const OF_QUERIES = "!$'()*,:@/?";
const OF_ADDRESSES = "!$()*,:@/?[]{}|\\^`";

const SPELLINGS: readonly Spelling[] = [
  { bare: bare(OF_QUERIES), bareEquals: true, space: "%20" },
  { bare: bare(OF_ADDRESSES), bareEquals: true, space: "%20" },
  { bare: new Map([...bare("*"), ["~", "%7E"]]), bareEquals: false, space: "+" },
  { bare: new Map(), bareEquals: false, space: "+" },
  { bare: bare(OF_QUERIES), bareEquals: true, space: "+" },
  { bare: bare(OF_ADDRESSES), bareEquals: true, space: "+" },
];

const written = (query: Query, { bare, bareEquals, space }: Spelling): string => {
  const spelled = (text: string) =>
    encodeRfc3986(text).replace(/%[0-9A-F]{2}|~/g, (part) =>
      part === "%20" ? space : (bare.get(part) ?? part),
    );
  const value = (text: string) => (bareEquals ? spelled(text).replaceAll("%3D", "=") : spelled(text));
  return query.map(([name, text]) => `${spelled(name)}=${value(text)}`).join("&");
};

/** `flag` for `flag=`. A name that is empty too would leave nothing. */
const withoutEmptyValues = (reading: string): string => reading.replace(/(?<=^|&)([^&=]+)=(?=&|$)/g, "$1");
