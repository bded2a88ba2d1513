import { randomBytes } from "node:crypto";
import { Consumer } from "@latchkey/core/consumer/consumer";
import { newKeyRing } from "@latchkey/core/key-ring/new-key-ring";
import { moveSubscriptions } from "@latchkey/core/transfer/move-subscriptions";
import { createCommit } from "../commit/commit.ts";
import type { Item, SealingTable } from "../dynamo/table.ts";
import { consumerTable } from "../stores/consumer-table.ts";
import { subscriptionTable } from "../stores/subscription-table.ts";

/**
 * A consumer may have been read after a transfer and its subscriptions before it; what would have moved them has happened
 * already. Answers whether one had to follow.
 */
export const repairTransfer = async (
  table: SealingTable,
  { pk, sk, doc }: Item,
  now: number,
): Promise<boolean> => {
  if (!String(pk).startsWith("CONSUMER#") || sk !== "META" || doc === undefined) return false;
  const { id, team, transferred } = Consumer.parse(doc);
  if (!transferred) return false;
  // A list is paged through within this call alone.
  const cursors = newKeyRing(now, randomBytes);
  const listed = { ...table, cursorRing: async () => cursors };
  const stores = { ...consumerTable(listed), ...subscriptionTable(listed) };
  const places = await stores.placesOfConsumer(id);
  if (places.every(({ consumerTeam }) => consumerTeam === team)) return false;
  await moveSubscriptions({ stores, now, commit: createCommit({ ...table, now, random: randomBytes }) }, id);
  return true;
};
