import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { isEntrySealed, redactEntry } from "@latchkey/core/audit/chain";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { Erased } from "@latchkey/core/offboarding/erase-from-record";
import { holdsAddress, withoutAddress } from "@latchkey/core/offboarding/erased-address";
import { placeholders } from "../dynamo/condition.ts";
import type { Item, Table } from "../dynamo/table.ts";
import { written } from "../dynamo/written.ts";
import { StoredAuditEntry } from "../stores/audit-table.ts";
import { sealAgain } from "./seal-again.ts";

const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true };

/** Sets attributes if all of them are still what they were. False when they are not: the next pass finds them again. */
const replace = async (table: Table, item: Item, changes: Item): Promise<boolean> => {
  const { names, values, name, value } = placeholders();
  const set = Object.entries(changes).map(([attribute, now]) => `${name(attribute)} = ${value(now)}`);
  const still = Object.keys(changes).flatMap((attribute) =>
    item[attribute] === undefined ? [] : [`${name(attribute)} = ${value(item[attribute])}`],
  );
  const update = new UpdateItemCommand({
    TableName: table.tableName,
    Key: marshall({ pk: item["pk"], sk: item["sk"] }),
    UpdateExpression: `SET ${set.join(", ")}`,
    ConditionExpression: still.join(" AND "),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: marshall(values, MARSHALLING),
  });
  return written(table.client.send(update));
};

/**
 * Takes the address out of the attributes named, or out of all but the keys. A record gets its next revision with it.
 *
 * @param ring the ring `record`
 */
export const redactItem = async (
  table: Table,
  item: Item,
  { address, pseudonym }: Erased,
  ring: KeyRing | undefined,
  only?: readonly string[],
): Promise<boolean> => {
  const changes = Object.fromEntries(
    Object.entries(item)
      .filter(([name, value]) => (only ? only.includes(name) : !isKey(name)) && holdsAddress(value, address))
      .map(([name, value]) => [name, withoutAddress(value, address, pseudonym)]),
  );
  if (Object.keys(changes).length === 0) return false;
  return replace(table, item, sealAgain(ring, item, withRevision(item, changes)));
};

const isKey = (name: string): boolean => name === "pk" || name === "sk" || /^(?:gsi\d|due)[ps]k$/i.test(name);

/** A writer that read the record earlier does not overwrite the erasure. */
const withRevision = ({ revision }: Item, changes: Item): Item => {
  const doc = changes["doc"];
  if (typeof revision !== "number" || typeof doc !== "object" || doc === null) return changes;
  return { ...changes, doc: { ...doc, revision: revision + 1 }, revision: revision + 1 };
};

/**
 * Takes the address out of an entry of the audit under its old hash.
 *
 * @returns false also for one that is not as it was written: what was forged is not made good.
 */
export const redactAuditEntry = async (
  table: Table,
  ring: KeyRing,
  item: Item,
  { address, pseudonym }: Erased,
): Promise<boolean> => {
  const entry = StoredAuditEntry.parse(item);
  if (!isEntrySealed(ring, entry)) return false;
  const text = JSON.stringify(withoutAddress(JSON.parse(entry.text), address, pseudonym));
  const { redacted } = redactEntry(ring, entry, text);
  return replace(table, item, { text, redacted });
};
