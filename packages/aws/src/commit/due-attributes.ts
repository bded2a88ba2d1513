import { hash } from "node:crypto";
import { isoTime } from "@latchkey/core/clock";
import { credentialDueAt } from "@latchkey/core/credential/reminders-and-expiry";
import type { Timing } from "@latchkey/core/due/timing";
import type { StoredRecord } from "@latchkey/core/platform/records";
import { serviceDueAt } from "@latchkey/core/service/announce-sunset";
import { subscriptionDueAt } from "@latchkey/core/subscription/reminders-and-expiry";
import type { Delivery } from "@latchkey/core/webhook/delivery";
import { DUE_DELIVERIES, DUE_SHARDS, duePartition } from "../dynamo/keys.ts";

/** What puts a record into the sparse index of what is due, at the time of its next due work; nothing without any. */
export const dueAttributes = (record: StoredRecord, timing: Timing): Record<string, string> => {
  if (record.kind === "delivery") return dueDelivery(record.value);
  const at = dueAt(record, timing);
  if (at === undefined || !(at < MAX_TIME)) return {};
  const { id } = record.value;
  return { duePk: duePartition(shardOf(id)), dueSk: `${isoTime(Math.max(at, 0))}#${id}` };
};

const dueDelivery = ({ id, webhook, nextAttemptAt }: Delivery): Record<string, string> =>
  nextAttemptAt === undefined ? {} : { duePk: DUE_DELIVERIES, dueSk: `${nextAttemptAt}#${webhook}#${id}` };

export const DUE_ATTRIBUTES: readonly string[] = ["duePk", "dueSk"];

/** The year 10,000: from then on ISO 8601 in text no longer sorts by time. */
const MAX_TIME = 253_402_300_800_000;

const shardOf = (id: string): number => (hash("sha256", id, "buffer")[0] ?? 0) % DUE_SHARDS;

const dueAt = ({ kind, value }: StoredRecord, timing: Timing): number | undefined => {
  if (kind === "subscription") return subscriptionDueAt(value, timing);
  if (kind === "service") return serviceDueAt(value, timing);
  return kind === "credential" ? credentialDueAt(value, timing) : undefined;
};
