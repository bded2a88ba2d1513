import type { Item } from "./table.ts";

/** What must hold of an item for a write to happen; `attribute` is beside the record's `doc`. */
export type Test =
  | { is: "absent" }
  /** Nothing is there, or what the same one has put. */
  | { is: "unheld"; holder: string }
  /** A record is there, and it was not erased. */
  | { is: "stored" }
  /** Stored, and still taking new things. */
  | { is: "open" }
  /** The attribute is absent; the other attributes do not matter. */
  | { is: "vacant"; attribute: string }
  | { is: "at-least"; attribute: string; value: number }
  | { is: "equal"; attribute: string; value: string | number }
  /** Nothing is there, or the attribute is not. */
  | { is: "lacking"; attribute: string }
  /** The counter stays between 0 and `most` when `by` is added. */
  | { is: "within"; attribute: string; by: number; most?: number }
  /** Like `within` for a counter that begins with its first count. */
  | { is: "room"; attribute: string; by: number; most: number }
  /** No subscription is there, or one that has ended. */
  | { is: "ended" }
  /** Nothing is there, or its time is over and DynamoDB has not removed it yet; `now` in epoch seconds. */
  | { is: "gone"; now: number };

/** `write` is the place of the write in its change that asks for this; `error` is thrown when it does not hold. */
export interface Condition {
  write: number;
  test: Test;
  error: Error;
}

/** A condition for the write at `index` of the change. */
export const unless = (write: number, test: Test, error: Error): Condition => ({ write, test, error });

/** Names and values of one expression, so that no attribute is taken for a reserved word. */
export const placeholders = () => {
  const names: Record<string, string> = {};
  const values: Item = {};
  return {
    names,
    values,
    name: (attribute: string): string => {
      // A placeholder holds no `#` and `-`, as a team's slug in an attribute's name may.
      const placeholder = /^\w+$/.test(attribute) ? `#${attribute}` : `#n${Object.keys(names).length}`;
      names[placeholder] = attribute;
      return placeholder;
    },
    value: (value: unknown): string => {
      const placeholder = `:v${Object.keys(values).length}`;
      values[placeholder] = value;
      return placeholder;
    },
  };
};
export type Placeholders = ReturnType<typeof placeholders>;

/** The test in DynamoDB's language. */
export const conditionExpression = (test: Test, { name, value }: Placeholders): string => {
  switch (test.is) {
    case "absent":
      return `attribute_not_exists(${name("pk")})`;
    case "unheld":
      return `(attribute_not_exists(${name("pk")}) OR ${name("holder")} = ${value(test.holder)})`;
    case "stored":
      return `attribute_exists(${name("doc")})`;
    case "open":
      return `attribute_exists(${name("doc")}) AND attribute_not_exists(${name("closed")})`;
    case "vacant":
      return `attribute_not_exists(${name(test.attribute)})`;
    case "at-least":
      return `${name(test.attribute)} >= ${value(test.value)}`;
    case "equal":
      return `${name(test.attribute)} = ${value(test.value)}`;
    case "lacking":
      return `attribute_not_exists(${name(test.attribute)})`;
    case "within":
      return [
        `attribute_exists(${name(test.attribute)})`,
        ...(test.by < 0 ? [`${name(test.attribute)} >= ${value(-test.by)}`] : []),
        ...(test.by > 0 && test.most !== undefined
          ? [`${name(test.attribute)} <= ${value(test.most - test.by)}`]
          : []),
      ].join(" AND ");
    case "room": {
      const counted = `${name(test.attribute)} <= ${value(test.most - test.by)}`;
      return test.by > test.most ? counted : `(attribute_not_exists(${name(test.attribute)}) OR ${counted})`;
    }
    case "ended":
      return `(attribute_not_exists(${name("pk")}) OR ${name("living")} = ${value(false)})`;
    case "gone":
      return `(attribute_not_exists(${name("pk")}) OR ${name("ttl")} <= ${value(test.now)})`;
  }
};

/** The same test of the item that DynamoDB gives back with a refused write: tells which of several failed. */
export const holds = (test: Test, item: Item | undefined): boolean => {
  switch (test.is) {
    case "absent":
      return item === undefined;
    case "unheld":
      return item === undefined || item["holder"] === test.holder;
    case "stored":
      return item?.["doc"] !== undefined;
    case "open":
      return item?.["doc"] !== undefined && item["closed"] === undefined;
    case "vacant":
      return item?.[test.attribute] === undefined;
    case "at-least":
      return Number(item?.[test.attribute] ?? Number.NaN) >= test.value;
    case "equal":
      return item?.[test.attribute] === test.value;
    case "lacking":
      return item?.[test.attribute] === undefined;
    case "within": {
      const counted = item?.[test.attribute];
      if (typeof counted !== "number") return false;
      const next = counted + test.by;
      return (test.by >= 0 || next >= 0) && (test.by <= 0 || next <= (test.most ?? Number.POSITIVE_INFINITY));
    }
    case "room":
      return Number(item?.[test.attribute] ?? 0) + test.by <= test.most;
    case "ended":
      return item === undefined || item["living"] === false;
    case "gone":
      return item === undefined || Number(item["ttl"]) <= test.now;
  }
};
