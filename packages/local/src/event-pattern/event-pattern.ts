/**
 * The part of EventBridge's pattern language that Latchkey's rules and stream filters use (EventBridge User
 * Guide, "Comparison operators"; AWS Lambda Developer Guide, "Event filtering"): literals, `prefix`, `exists`,
 * `numeric` and `anything-but`, in nested objects. Anything else is refused when it is parsed, because an
 * operator that is silently ignored matches too much or nothing.
 */
export type EventPattern = { readonly [field: string]: EventPattern | readonly Matcher[] };

export type Literal = string | number | boolean | null;
export type Matcher =
  | Literal
  | { readonly prefix: string }
  | { readonly exists: boolean }
  | { readonly numeric: readonly NumericTest[] }
  | { readonly "anything-but": readonly Literal[] | { readonly prefix: string } };
export type NumericTest = readonly [operator: NumericOperator, bound: number];
export type NumericOperator = "<" | "<=" | "=" | ">=" | ">";

/** Whether every field that the pattern names has, in the event, a value that one of its matchers accepts. */
export const matchesPattern = (pattern: EventPattern, event: unknown): boolean =>
  Object.entries(pattern).every(([field, expected]) => {
    const value = isObject(event) && Object.hasOwn(event, field) ? event[field] : undefined;
    if (isMatcherList(expected)) return matchesLeaves(expected, leavesOf(value));
    // EventBridge reads an array of objects as if each were there alone.
    return (Array.isArray(value) ? value : [value]).some((candidate) => matchesPattern(expected, candidate));
  });

const matchesLeaves = (matchers: readonly Matcher[], leaves: Literal[]): boolean =>
  matchers.some((matcher) =>
    isObject(matcher) && "exists" in matcher
      ? leaves.length > 0 === matcher.exists
      : leaves.some((leaf) => matchesLeaf(matcher, leaf)),
  );

const matchesLeaf = (matcher: Matcher, leaf: Literal): boolean => {
  if (!isObject(matcher)) return matcher === leaf;
  if ("prefix" in matcher) return typeof leaf === "string" && leaf.startsWith(matcher.prefix);
  if ("numeric" in matcher) {
    return (
      typeof leaf === "number" && matcher.numeric.every(([operator, bound]) => compare(leaf, operator, bound))
    );
  }
  if ("anything-but" in matcher) {
    const excluded = matcher["anything-but"];
    return "prefix" in excluded
      ? !(typeof leaf === "string" && leaf.startsWith(excluded.prefix))
      : !excluded.includes(leaf);
  }
  return false;
};

const compare = (value: number, operator: NumericOperator, bound: number): boolean => {
  switch (operator) {
    case "<":
      return value < bound;
    case "<=":
      return value <= bound;
    case "=":
      return value === bound;
    case ">=":
      return value >= bound;
    case ">":
      return value > bound;
  }
};

/** `exists` and the literals see leaves only: an object is not one, an array is read as its elements. */
const leavesOf = (value: unknown): Literal[] => {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isLiteral(value) ? [value] : [];
};

export const isLiteral = (value: unknown): value is Literal =>
  value === null || ["string", "number", "boolean"].includes(typeof value);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isMatcherList = (value: EventPattern | readonly Matcher[]): value is readonly Matcher[] =>
  Array.isArray(value);
