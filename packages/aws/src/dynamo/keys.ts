import { hash } from "node:crypto";
import type { DeliveryStatus } from "@latchkey/core/webhook/delivery";

/*
 * Every key of the one table. The authorizer's read decides the layout: what a minted key needs is found by names that the
 * key and the path carry. A variable part is always last in its attribute, so no value can be made to look like another key.
 */

export interface Key {
  pk: string;
  sk: string;
}

/** DynamoDB's bounds in bytes; a longer name cannot be in the table. */
const MAX_PK = 2048;
const MAX_SK = 1024;

export const META = "META";

export const teamKey = (slug: string): Key => ({ pk: `TEAM#${slug}`, sk: META });

export const MEMBER_PREFIX = "MEMBER#";
export const memberKey = (team: string, email: string): Key => ({
  pk: teamKey(team).pk,
  sk: `${MEMBER_PREFIX}${email}`,
});

/** Permanent: a name that was once used in a team is not given again. Part of a name is where the names begin that begin so. */
export const consumerNameKey = (team: string, name: string): Key => ({
  pk: teamKey(team).pk,
  sk: `CONSUMER#${name}`,
});

export const serviceKey = (slug: string): Key => ({ pk: `SERVICE#${slug}`, sk: META });

/** Apart from the service, since it may be large and the authorizer never needs it. */
export const serviceOpenapiKey = (slug: string): Key => ({ pk: serviceKey(slug).pk, sk: "OPENAPI" });

/** What of the document the gateway tells paths by: a few KB, where the document may be 200. */
export const servicePathsKey = (slug: string): Key => ({ pk: serviceKey(slug).pk, sk: "PATHS" });

/** Leads from a service's id to its slug. */
export const serviceIdKey = (id: string): Key => ({ pk: `SERVICE-ID#${id}`, sk: META });

export const consumerKey = (id: string): Key => ({ pk: `CONSUMER#${id}`, sk: META });

/** `lookup`: see `lookupOf`. */
export const credentialKey = (consumerId: string, lookup: string): Key => ({
  pk: consumerKey(consumerId).pk,
  sk: `CREDENTIAL#${lookup}`,
});

/** When a credential was used last: apart from its record, whose lists would be written too. */
export const lastUseKey = (consumerId: string, lookup: string): Key => ({
  pk: `LAST-USE#${consumerId}`,
  sk: lookup,
});

/** The latest subscription of a consumer to a service, without its history. */
export const currentSubscriptionKey = (consumerId: string, service: string): Key => ({
  pk: consumerKey(consumerId).pk,
  sk: `SUBSCRIPTION#${service}`,
});

export const subscriptionKey = (id: string): Key => ({ pk: `SUBSCRIPTION#${id}`, sk: META });

/** `at` is the entry's time and `entry` its number among those of that time. Sorts in the order of happening. */
export const historyKey = (subscriptionId: string, at: string, entry: number): Key => ({
  pk: subscriptionKey(subscriptionId).pk,
  sk: `HISTORY#${at}#${entry}`,
});

/** Hashed, since what a credential is found by may be longer than a key can be. */
export const pointerKey = (value: string): Key => ({
  pk: `POINTER#${hash("sha256", value, "base64url")}`,
  sk: META,
});

export const suspendedTeamsKey: Key = { pk: "SUSPENDED-TEAMS", sk: META };

export const OUTBOX_SHARDS = 8;
export const OUTBOX_PREFIX = "OUTBOX#";
export const outboxPartition = (shard: number): string => `${OUTBOX_PREFIX}${shard}`;

/** The shard follows from the id, so an event that was sent is removed by its id alone. */
export const outboxKey = (eventId: string): Key => ({
  pk: outboxPartition((hash("sha256", eventId, "buffer")[0] ?? 0) % OUTBOX_SHARDS),
  sk: eventId,
});

/** What is due is spread over these, so that no partition takes all writes. */
export const DUE_SHARDS = 8;
export const duePartition = (shard: number): string => `DUE#${shard}`;

/** Hashed, since a client chooses part of it. */
export const nonceKey = (nonce: string): Key => ({
  pk: `NONCE#${hash("sha256", nonce, "base64url")}`,
  sk: META,
});

export const WEBHOOK_PREFIX = "WEBHOOK#";
export const webhookKey = (team: string, id: string): Key => ({
  pk: teamKey(team).pk,
  sk: `${WEBHOOK_PREFIX}${id}`,
});

export const deliveryKey = (webhook: string, id: string): Key => ({
  pk: `DELIVERIES#${webhook}`,
  sk: `DELIVERY#${id}`,
});

/** Whether a receiver answers in time. */
export const receiverHealthKey = (webhook: string): Key => ({ pk: `DELIVERIES#${webhook}`, sk: "HEALTH" });

/** The part of the due index for deliveries, separate from the part of the schedule. */
export const DUE_DELIVERIES = "DUE-DELIVERIES";

export const deadLetterKey = (id: string): Key => ({ pk: `DEAD-LETTER#${id}`, sk: META });

/** Which calls of a span are counted: a head with its version, and the ids of each addition. */
export const usageSeenKey = (slot: number, part: string): Key => ({ pk: `USAGE-SEEN#${slot}`, sk: part });

/** The rows of a consumer, a service or a team, in the order of hours. `row` begins with the hour. */
export const usageRowKey = (of: "CONSUMER" | "SERVICE" | "TEAM", id: string, row: string): Key => ({
  pk: `USAGE-OF-${of}#${id}`,
  sk: row,
});

/** What the firewall has blocked of a service. */
export const blockedCallsKey = (serviceId: string): Key => ({ pk: `BLOCKED#${serviceId}`, sk: META });

export const refusalsKey = (consumerId: string): Key => ({ pk: `REFUSALS#${consumerId}`, sk: META });

/** A batch of calls of a consumer to a service; `piece` begins with the time of its newest. */
export const callsKey = (consumerId: string, serviceId: string, piece: string): Key => ({
  pk: `CALLS#${consumerId}`,
  sk: `${serviceId}#${piece}`,
});

export const receiptKey = (keyHash: string): Key => ({ pk: `RECEIPT#${keyHash}`, sk: META });

/** One list: the index that holds it and its partition there. Entries sort by id, which is the order of making. */
export interface ListRef {
  index: IndexName;
  partition: string;
  /** Read from its end: what happened, as against what there is. */
  newestFirst?: true;
  /** Read from the other end than it is otherwise. */
  backwards?: true;
}

/** A record's place in a list, where that is not the order of making. */
export interface Placed extends ListRef {
  place?: string;
}

export const INDEXES = ["gsi1", "gsi2", "gsi3", "gsi4"] as const;
export type IndexName = (typeof INDEXES)[number];

/** What is listed under one thing: a team's, a person's, a consumer's. */
export const listOf =
  (index: IndexName, of: string) =>
  (name: string): ListRef => ({ index, partition: `${of}#${name}` });

export const allTeams: ListRef = { index: "gsi1", partition: "TEAMS" };
export const membershipsOf = listOf("gsi1", "MEMBERSHIPS-OF");
export const allMembers: ListRef = { index: "gsi2", partition: "MEMBERS" };
export const servicesOf = listOf("gsi1", "SERVICES-OF-TEAM");
export const allServices: ListRef = { index: "gsi2", partition: "SERVICES" };
export const publishedServices: ListRef = { index: "gsi3", partition: "PUBLISHED-SERVICES" };
export const consumersOf = listOf("gsi1", "CONSUMERS-OF-TEAM");
export const allConsumers: ListRef = { index: "gsi2", partition: "CONSUMERS" };
export const credentialsOf = listOf("gsi1", "CREDENTIALS-OF-CONSUMER");

export const webhooksOf = listOf("gsi1", "WEBHOOKS-OF-TEAM");
export const deliveriesOf = (webhook: string, status?: DeliveryStatus): ListRef =>
  status
    ? { index: "gsi2", partition: `DELIVERIES-OF-WEBHOOK#${status}#${webhook}`, newestFirst: true }
    : { index: "gsi1", partition: `DELIVERIES-OF-WEBHOOK#${webhook}`, newestFirst: true };
export const allDeadLetters: ListRef = { index: "gsi1", partition: "DEAD-LETTERS", newestFirst: true };

/** False for what is too long for the table, or no text: nothing can be there, and asking would be an error. */
export const isPossible = ({ pk, sk }: Key): boolean =>
  Buffer.byteLength(pk) <= MAX_PK &&
  Buffer.byteLength(sk) <= MAX_SK &&
  pk.isWellFormed() &&
  sk.isWellFormed();
