import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { sealedBy } from "../commit/audit-author.ts";
import { erasedKey } from "../dynamo/audit-keys.ts";
import { auditedPlace } from "../dynamo/audited-place.ts";
import type { Key } from "../dynamo/keys.ts";
import type { Item } from "../dynamo/table.ts";
import { writtenByOf } from "../stores/erased-table.ts";

const ERASED = erasedKey("").pk;

/**
 * What is set of an item with the seal of its author made again, where the author or what stands under the seal is changed:
 * an erased person leaves no record that reads as written past the program.
 */
export const sealAgain = (ring: KeyRing | undefined, item: Item, changes: Item): Item => {
  const key: Key = { pk: String(item["pk"]), sk: String(item["sk"]) };
  const now = { ...item, ...changes };
  const attribute = key.pk.startsWith(ERASED) ? "erasedBy" : "by";
  const by = writtenByOf(now[attribute]);
  if (!by || (attribute === "by" && auditedPlace(key) === undefined)) return changes;
  const doc = attribute === "by" ? now["doc"] : teamOf(now);
  return { ...changes, [attribute]: sealedBy(ring, key, doc, Number(now["revision"]), by) };
};

const teamOf = ({ team }: Item): object => (team === undefined ? {} : { team });
