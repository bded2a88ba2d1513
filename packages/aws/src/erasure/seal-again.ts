import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import { auditedPlace } from "../audit/audited-place.ts";
import { writtenByOf } from "../audit/erased-table.ts";
import { sealedBy } from "../audit/written-by.ts";
import { erasedKey } from "../table/audit-keys.ts";
import type { Key } from "../table/keys.ts";
import type { Item } from "../table/table.ts";

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
