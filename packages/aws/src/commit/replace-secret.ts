import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { isSame } from "@latchkey/core/audit/canonical-json";
import type { AuditedKind } from "@latchkey/core/audit/shown-fields";
import { isoTime } from "@latchkey/core/clock";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { placeholders } from "../dynamo/condition.ts";
import type { Key } from "../dynamo/keys.ts";
import type { Item } from "../dynamo/table.ts";
import { sealedBy } from "./audit-author.ts";

/** A text somewhere in a record, and its replacement. */
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

const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true };

/**
 * An update of a record, as `item` was read a moment ago, in which only these texts change: the record's next revision,
 * written only while it has the one that was read, so it overwrites no rotation.
 *
 * @returns nothing when one of the texts is not what it was: done twice it does nothing.
 */
export const replaceSecret = (
  tableName: string,
  ring: KeyRing | undefined,
  item: Item | undefined,
  { kind, replacements, pointers = [], action }: SecretChange,
  now: number,
): (Update & { UpdateExpression: string }) | undefined => {
  const known = item?.["doc"];
  if (item === undefined || !isObject(known)) return undefined;
  const key: Key = { pk: String(item["pk"]), sk: String(item["sk"]) };
  const changed = replacements.reduce<unknown>(
    (doc, { path, from, to }) => (doc === undefined ? undefined : replaced(doc, path, from, to)),
    known,
  );
  const names = isObject(changed) ? changed["pointers"] : undefined;
  if (!isObject(changed) || (Array.isArray(names) && pointers.some((pointer) => names.includes(pointer))))
    return undefined;
  const at = isoTime(now);
  const revision = Number(item["revision"]) + 1;
  const doc = {
    ...changed,
    revision,
    updatedAt: at,
    ...(pointers.length > 0 ? { pointers: [...(Array.isArray(names) ? names : []), ...pointers] } : {}),
  };
  const by = sealedBy(ring, key, doc, revision, { kind, actor: "system", action, at });
  const { names: ExpressionAttributeNames, values, name, value } = placeholders();
  return {
    TableName: tableName,
    Key: marshall(key),
    UpdateExpression: `SET ${name("doc")} = ${value(doc)}, ${name("revision")} = ${value(revision)}, ${name("by")} = ${value(by)}`,
    ConditionExpression: `${name("revision")} = ${value(item["revision"])}`,
    ExpressionAttributeNames,
    ExpressionAttributeValues: marshall(values, MARSHALLING),
  };
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value with another text at the end of the path; nothing when that is not `from`. */
const replaced = (value: unknown, path: Replacement["path"], from: string, to: string): unknown => {
  const [part, ...rest] = path;
  if (part === undefined) return isSame(value, from) ? to : undefined;
  if (typeof part === "number" && Array.isArray(value)) {
    const inner = replaced(value[part], rest, from, to);
    return inner === undefined ? undefined : value.with(part, inner);
  }
  if (typeof part !== "string" || !isObject(value) || !Object.hasOwn(value, part)) return undefined;
  const inner = replaced(value[part], rest, from, to);
  return inner === undefined ? undefined : { ...value, [part]: inner };
};
