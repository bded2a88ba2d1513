import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { WrittenBy } from "@latchkey/core/audit/record-change";
import { Unavailable } from "@latchkey/core/outage";
import { sealedBy } from "../commit/audit-author.ts";
import { auditedPlace } from "../dynamo/audited-place.ts";
import type { Key } from "../dynamo/keys.ts";
import type { Item, SealingTable } from "../dynamo/table.ts";
import { written } from "../dynamo/written.ts";
import { macOf, writtenByOf } from "../stores/erased-table.ts";

const BEFORE_SEALS = { actor: "system", at: "1970-01-01T00:00:00.000Z" };

/**
 * Seals a record that was written before there were seals, with its present content and its recorded author: what was done
 * to it past the program until now is told by the audit's former rule, or not at all.
 *
 * @returns whether it had to be sealed.
 * @throws Unavailable while the stage has no ring of seals.
 */
export const sealStored = async (table: SealingTable, item: Item): Promise<boolean> => {
  const key: Key = { pk: String(item["pk"]), sk: String(item["sk"]) };
  const place = auditedPlace(key);
  if (!place || macOf(item["by"]) !== undefined) return false;
  const ring = await table.ring();
  if (!ring) throw new Unavailable("The key ring record has no keys yet.");
  const { doc, revision } = item;
  const unknown: WrittenBy = { ...BEFORE_SEALS, kind: place.kind, action: `${place.kind}.changed` };
  const by = sealedBy(ring, key, doc, Number(revision ?? 0), writtenByOf(item["by"]) ?? unknown);
  const isStill = revision === undefined ? "attribute_not_exists(#revision)" : "#revision = :revision";
  const update = new UpdateItemCommand({
    TableName: table.tableName,
    Key: marshall(key),
    UpdateExpression: "SET #by = :by",
    // One that was changed meanwhile was sealed by who changed it.
    ConditionExpression: `attribute_exists(pk) AND ${isStill} AND attribute_not_exists(#by.mac)`,
    ExpressionAttributeNames: { "#by": "by", "#revision": "revision" },
    ExpressionAttributeValues: marshall(
      { ":by": by, ...(revision === undefined ? {} : { ":revision": revision }) },
      { removeUndefinedValues: true },
    ),
  });
  return written(table.client.send(update));
};
