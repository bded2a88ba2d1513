import type { Condition, Test } from "../dynamo/condition.ts";
import type { ItemWrite, Put, Update } from "../dynamo/item-write.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";

/**
 * One transaction may name an item once, so counting on a record that is also made, replaced or erased becomes
 * part of that write. Any other two writes to one item contradict each other: a bug.
 */
export const mergeWrites = (writes: readonly ItemWrite[]): ItemWrite[] => {
  const byItem = new Map<string, ItemWrite>();
  for (const write of writes) {
    const item = JSON.stringify([write.key.pk, write.key.sk]);
    const earlier = byItem.get(item);
    byItem.set(item, earlier ? merge(earlier, write) : write);
  }
  return [...byItem.values()];
};

const merge = (one: ItemWrite, other: ItemWrite): ItemWrite => {
  if (isCount(other)) return withCount(one, other);
  if (isCount(one)) return withCount(other, one);
  throw new Error(`A change writes ${one.key.pk} ${one.key.sk} twice.`);
};

/** Adds to counters, perhaps of an allowance, and does nothing else. */
const isCount = (write: ItemWrite): write is Update =>
  write.do === "update" &&
  Object.keys(write.set).every((attribute) => attribute === TTL_ATTRIBUTE) &&
  write.remove.length === 0 &&
  Object.keys(write.take).length === 0 &&
  Object.values(write.add).every((by) => typeof by === "number");

const withCount = (write: ItemWrite, count: Update): ItemWrite => {
  if (write.do === "put") return counted(write, count);
  // What is erased is not counted any more; `empty` has its own condition.
  if (write.do !== "update" || write.remove.includes("doc")) return write;
  return {
    ...write,
    add: sum(write.add, count.add),
    conditions: sumConditions([...write.conditions, ...count.conditions]),
  };
};

/** A record that is being made begins with the count; there is nothing that a condition could be about yet. */
const counted = (put: Put, count: Update): Put => {
  const start = Object.fromEntries(
    Object.entries(count.add).map(([attribute, by]) => [
      attribute,
      Number(put.attributes[attribute] ?? 0) + Number(by),
    ]),
  );
  return { ...put, attributes: { ...put.attributes, ...start } };
};

const sum = (one: Update["add"], other: Update["add"]): Update["add"] => {
  const total = { ...one };
  for (const [attribute, by] of Object.entries(other))
    total[attribute] = Number(total[attribute] ?? 0) + Number(by);
  return total;
};

const isBounded = (test: Test): test is Extract<Test, { is: "within" | "room" }> =>
  test.is === "within" || test.is === "room";

const areOfOneCounter = (one: Test, other: Test): boolean =>
  isBounded(one) && isBounded(other) && one.is === other.is && one.attribute === other.attribute;

/** Conditions on the same counter become one, of the sum: DynamoDB compares with what was there before. */
const sumConditions = (conditions: Condition[]): Condition[] => {
  const kept: Condition[] = [];
  for (const condition of conditions) {
    const { test } = condition;
    const index = kept.findIndex(({ test: known }) => areOfOneCounter(known, test));
    const known = kept[index];
    if (!known || !isBounded(known.test) || !isBounded(test)) {
      kept.push(condition);
      continue;
    }
    const by = known.test.by + test.by;
    if (known.test.is === "room" && test.is === "room") {
      kept[index] = { ...known, test: { ...known.test, by, most: Math.min(known.test.most, test.most) } };
      continue;
    }
    const most = Math.min(test.most ?? Number.POSITIVE_INFINITY, known.test.most ?? Number.POSITIVE_INFINITY);
    kept[index] = {
      ...known,
      test: {
        is: "within",
        attribute: test.attribute,
        by,
        ...(Number.isFinite(most) ? { most } : {}),
      },
    };
  }
  return kept;
};
