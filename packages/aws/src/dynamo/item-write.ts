import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { type Condition, conditionExpression, type Placeholders, placeholders } from "./condition.ts";
import type { Key } from "./keys.ts";
import type { Item } from "./table.ts";

interface Conditional {
  key: Key;
  conditions: Condition[];
}
export interface Put extends Conditional {
  do: "put";
  attributes: Item;
}
export interface Update extends Conditional {
  do: "update";
  set: Item;
  remove: string[];
  /** Added to numbers and to sets of strings. */
  add: Record<string, number | Set<string>>;
  /** Taken out of sets of strings. */
  take: Record<string, Set<string>>;
}
export interface Delete extends Conditional {
  do: "delete";
}

/** Changes nothing: the item only has to be so. */
export interface Check extends Conditional {
  do: "check";
}

/** What a change does to one item. */
export type ItemWrite = Put | Update | Delete | Check;

export const update = (key: Key, parts: Partial<Omit<Update, "do" | "key">>): Update => ({
  do: "update",
  key,
  conditions: [],
  set: {},
  remove: [],
  add: {},
  take: {},
  ...parts,
});

/** A record may have a member called `constructor`, by which the SDK would take it for something else than a map. */
const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true };

/** One item of a TransactWriteItems; a refused one gives back the item as it is. */
export const toTransactItem = (tableName: string, write: ItemWrite): TransactWriteItem => {
  const used = placeholders();
  const conditions = write.conditions.map((condition) => conditionExpression(condition.test, used));
  const updateExpression = write.do === "update" ? updateExpressionOf(write, used) : undefined;
  const shared = {
    TableName: tableName,
    ...(conditions.length > 0
      ? {
          ConditionExpression: conditions.join(" AND "),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
        }
      : {}),
    ...(Object.keys(used.names).length > 0 ? { ExpressionAttributeNames: used.names } : {}),
    ...(Object.keys(used.values).length > 0
      ? { ExpressionAttributeValues: marshall(used.values, MARSHALLING) }
      : {}),
  };
  const Key = marshall(write.key);
  if (write.do === "delete") return { Delete: { ...shared, Key } };
  if (write.do === "check")
    return { ConditionCheck: { ...shared, Key, ConditionExpression: conditions.join(" AND ") } };
  if (write.do === "update") return { Update: { ...shared, Key, UpdateExpression: updateExpression } };
  return {
    Put: {
      ...shared,
      Item: marshall({ ...write.attributes, ...write.key }, MARSHALLING),
    },
  };
};

const updateExpressionOf = (write: Update, { name, value }: Placeholders): string => {
  const clause = (keyword: string, parts: string[]) =>
    parts.length > 0 ? [`${keyword} ${parts.join(", ")}`] : [];
  const pairs = (map: Item, between: string) =>
    Object.entries(map).map(([attribute, given]) => `${name(attribute)}${between}${value(given)}`);
  return [
    ...clause("SET", pairs(write.set, " = ")),
    ...clause("REMOVE", write.remove.map(name)),
    ...clause("ADD", pairs(write.add, " ")),
    ...clause("DELETE", pairs(write.take, " ")),
  ].join(" ");
};
