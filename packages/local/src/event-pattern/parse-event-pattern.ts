import { type EventPattern, isLiteral, type Matcher, type NumericTest } from "./event-pattern.ts";

const maxDepth = 20;

/**
 * Reads a pattern as a Lambda event source mapping (`FilterCriteria.Filters[].Pattern`, JSON text) or a rule's
 * `EventPattern` (text or object) gives it.
 * @throws Error naming the field, for what EventBridge would refuse and for operators that are not supported.
 */
export const parseEventPattern = (source: unknown): EventPattern => {
  const value: unknown = typeof source === "string" ? JSON.parse(source) : source;
  return parseObject(value, []);
};

const parseObject = (value: unknown, path: readonly string[]): EventPattern => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw refused(path, "must be an object or an array");
  }
  const fields = Object.entries(value);
  if (fields.length === 0) throw refused(path, "must not be empty");
  if (path.length >= maxDepth) throw refused(path, "is nested too deeply");
  return Object.fromEntries(
    fields.map(([field, inner]) => {
      const innerPath = [...path, field];
      if (field.startsWith("$")) throw refused(innerPath, "is an operator that is not supported");
      return [field, Array.isArray(inner) ? parseMatchers(inner, innerPath) : parseObject(inner, innerPath)];
    }),
  );
};

const parseMatchers = (list: readonly unknown[], path: readonly string[]): readonly Matcher[] => {
  if (list.length === 0) throw refused(path, "must list at least one value");
  return list.map((item) => parseMatcher(item, path));
};

const parseMatcher = (item: unknown, path: readonly string[]): Matcher => {
  if (isLiteral(item)) return item;
  const [entry, ...more] = Object.entries(item ?? {});
  if (entry === undefined || more.length > 0) throw refused(path, "must have one operator in each matcher");
  const [operator, operand]: [string, unknown] = entry;
  if (operator === "exists" && typeof operand === "boolean") return { exists: operand };
  if (operator === "prefix" && typeof operand === "string") return { prefix: operand };
  if (operator === "numeric" && Array.isArray(operand)) return { numeric: parseNumeric(operand, path) };
  if (operator === "anything-but") return { "anything-but": parseExcluded(operand, path) };
  throw refused(path, `has the matcher ${JSON.stringify(item)}, which is not supported`);
};

const parseNumeric = (operand: readonly unknown[], path: readonly string[]): readonly NumericTest[] => {
  const tests: NumericTest[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [operator, bound] = [operand[at], operand[at + 1]];
    if (!isNumericOperator(operator) || typeof bound !== "number") {
      throw refused(path, "must have `numeric` as pairs of an operator and a number");
    }
    tests.push([operator, bound]);
  }
  if (tests.length === 0 || tests.length > 2) throw refused(path, "must have one or two numeric tests");
  return tests;
};

const parseExcluded = (
  operand: unknown,
  path: readonly string[],
): readonly (string | number)[] | { prefix: string } => {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (list.length > 0 && list.every((item) => typeof item === "string" || typeof item === "number"))
    return list;
  if (typeof operand === "object" && operand !== null && "prefix" in operand) {
    if (typeof operand.prefix === "string" && Object.keys(operand).length === 1)
      return { prefix: operand.prefix };
  }
  throw refused(path, "must have `anything-but` with strings, numbers or one prefix");
};

const isNumericOperator = (value: unknown): value is NumericTest[0] =>
  value === "<" || value === "<=" || value === "=" || value === ">=" || value === ">";

const refused = (path: readonly string[], reason: string): Error =>
  new Error(`Event pattern: ${path.length === 0 ? "the pattern" : `\`${path.join(".")}\``} ${reason}.`);
