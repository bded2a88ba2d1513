import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { AuditedKind } from "@latchkey/core/audit/shown-fields";
import { isoTime } from "@latchkey/core/clock";
import { placeholders } from "./condition.ts";
import type { Key } from "./keys.ts";

/** A text somewhere in a record, and what is to stand in its place. */
export interface Replacement {
  /** Names of fields and places in lists, from the record on. */
  path: readonly (string | number)[];
  from: string;
  to: string;
}

export interface SecretChange {
  kind: AuditedKind;
  replacements: readonly Replacement[];
  /** Names that a credential has got besides. */
  pointers?: readonly string[];
  /** Told to the audit, as done by the system. */
  action: string;
}

type Update = NonNullable<TransactWriteItem["Update"]>;

/**
 * An update of nothing but these texts, each only while it is what it was: so it overwrites no rotation, and done twice
 * it does nothing. It is a revision of the record, so whoever was changing the record meanwhile reads it again.
 */
export const replaceSecret = (
  tableName: string,
  key: Key,
  { kind, replacements, pointers = [], action }: SecretChange,
  now: number,
): Update & { UpdateExpression: string } => {
  const { names, values, name, value } = placeholders();
  // A header may have any name: each part of a path is a placeholder, and none is made of the part itself.
  const parts = new Map<string, string>();
  const placeholder = (part: string): string => {
    const known = parts.get(part) ?? `#p${parts.size}`;
    parts.set(part, known);
    names[known] = part;
    return known;
  };
  const pathOf = (path: Replacement["path"]): string =>
    path.reduce<string>(
      (above, part) => (typeof part === "number" ? `${above}[${part}]` : `${above}.${placeholder(part)}`),
      name("doc"),
    );
  const at = isoTime(now);
  const one = value(1);
  const sets = [
    ...replacements.map(({ path, to }) => `${pathOf(path)} = ${value(to)}`),
    ...(pointers.length > 0
      ? [`${pathOf(["pointers"])} = list_append(${pathOf(["pointers"])}, ${value(pointers)})`]
      : []),
    `${pathOf(["revision"])} = ${pathOf(["revision"])} + ${one}`,
    `${name("revision")} = ${name("revision")} + ${one}`,
    `${pathOf(["updatedAt"])} = ${value(at)}`,
    `${name("by")} = ${value({ kind, actor: "system", action, at })}`,
  ];
  const conditions = [
    ...replacements.map(({ path, from }) => `${pathOf(path)} = ${value(from)}`),
    ...pointers.map((pointer) => `NOT contains(${pathOf(["pointers"])}, ${value(pointer)})`),
  ];
  return {
    TableName: tableName,
    Key: marshall(key),
    UpdateExpression: `SET ${sets.join(", ")}`,
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: marshall(values),
  };
};
