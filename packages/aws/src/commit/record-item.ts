import type { Announcement } from "@latchkey/core/announcement/announcement";
import { type Consumer, isDeleted } from "@latchkey/core/consumer/consumer";
import type { Credential } from "@latchkey/core/credential/credential";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import type { DeadLetter } from "@latchkey/core/dead-letter/dead-letter";
import { placeOf } from "@latchkey/core/invitation/invitation";
import type { Issuer } from "@latchkey/core/issuer/issuer";
import type { StoredRecord } from "@latchkey/core/platform/records";
import type { Service } from "@latchkey/core/service/service";
import type { Counter } from "@latchkey/core/store/change";
import { namedEntry, type Subscription } from "@latchkey/core/subscription/subscription";
import type { Member, Team } from "@latchkey/core/team/team";
import type { Delivery } from "@latchkey/core/webhook/delivery";
import type { Webhook } from "@latchkey/core/webhook/webhook";
import { announcementKey, announcementsOf } from "../dynamo/announcement-keys.ts";
import { delegationKey } from "../dynamo/delegation-keys.ts";
import { invitationKey } from "../dynamo/invitation-keys.ts";
import {
  allDeadLetters,
  allMembers,
  allServices,
  allTeams,
  consumerKey,
  credentialKey,
  deadLetterKey,
  deliveriesOf,
  deliveryKey,
  type Key,
  memberKey,
  membershipsOf,
  type Placed,
  publishedServices,
  serviceKey,
  servicesOf,
  subscriptionKey,
  teamKey,
  webhookKey,
  webhooksOf,
} from "../dynamo/keys.ts";
import { mailChoiceKey } from "../dynamo/mail-choice-keys.ts";
import { allIssuers, issuerKey, issuersOf } from "../dynamo/ownership-keys.ts";
import { serviceByName } from "../dynamo/service-lists.ts";
import { subscriptionsOfConsumer, subscriptionsOfService } from "../dynamo/subscription-lists.ts";
import type { Item } from "../dynamo/table.ts";
import { TTL_ATTRIBUTE } from "../dynamo/table-definition.ts";
import { consumerLists } from "./consumer-lists.ts";
import { credentialLists } from "./credential-lists.ts";
import { listAttributes } from "./list-attributes.ts";

/**
 * The form of a record in the table: `doc` is the record, and beside it are its revision, its counters and the lists it is
 * in. A closed record is still there, but nothing new may be counted on it.
 */
export interface RecordItem {
  key: Key;
  doc: object;
  lists: Placed[];
  counters: Counter["what"][];
  closed: boolean;
  /** What DynamoDB removes by itself, in epoch seconds. */
  ttl?: number;
}

const item = (key: Key, doc: object, lists: Placed[], counters: Counter["what"][] = []): RecordItem => ({
  key,
  doc,
  lists,
  counters,
  closed: false,
});

export const recordItem = ({ kind, value }: StoredRecord): RecordItem => {
  switch (kind) {
    case "team":
      return teamItem(value);
    case "member":
      return memberItem(value);
    case "invitation":
      return item(invitationKey(placeOf(value), value.email), value, []);
    case "delegation":
      return item(delegationKey(value.email), value, []);
    case "mail-choice":
      return item(mailChoiceKey(value.email), value, []);
    case "service":
      return serviceItem(value);
    case "consumer":
      return consumerItem(value);
    case "credential":
      return credentialItem(value);
    case "issuer":
      return issuerItem(value);
    case "subscription":
      return subscriptionItem(value);
    case "announcement":
      return announcementItem(value);
    case "webhook":
      return webhookItem(value);
    case "delivery":
      return deliveryItem(value);
    case "dead-letter":
      return deadLetterItem(value);
  }
};

const teamItem = (team: Team) => item(teamKey(team.slug), team, [allTeams], ["consumers", "services"]);

const memberItem = (member: Member) =>
  item(memberKey(member.team, member.email), member, [
    membershipsOf(member.email),
    // By address, so that the memberships of one person are adjacent. No address has a line feed.
    { ...allMembers, place: `${member.email}\n${member.team}` },
  ]);

const serviceItem = ({ openapi: _apart, ...service }: Service) => {
  const published = service.status === "published" ? [publishedServices] : [];
  const lists = [servicesOf(service.team), allServices, serviceByName(service), ...published];
  return item(serviceKey(service.slug), service, lists, ["living"]);
};

/** One that is being deleted is in no list and takes nothing new, but its credentials are still counted down. */
const consumerItem = (consumer: Consumer): RecordItem => {
  const closed = isDeleted(consumer);
  const lists = closed ? [] : consumerLists(consumer);
  return { ...item(consumerKey(consumer.id), consumer, lists, ["credentials", "living"]), closed };
};

/** The last uses are an item of their own, since their writing changes no revision. */
const credentialItem = ({ lastUsedAt: _apart, lastUses: _too, ...credential }: Credential) =>
  item(
    credentialKey(credential.consumerId, lookupOf(credential.id)),
    credential,
    credentialLists(credential),
  );

const issuerItem = (issuer: Issuer) =>
  item(issuerKey(issuer.issuer), issuer, [issuersOf(issuer.team), allIssuers], ["named"]);

const subscriptionItem = (subscription: Subscription) => {
  const { consumerId, service, status } = subscription;
  const doc = { ...subscription, history: subscription.history.map(namedEntry) };
  return item(subscriptionKey(subscription.id), doc, [
    subscriptionsOfService(service),
    subscriptionsOfService(service, status),
    subscriptionsOfConsumer(consumerId),
    subscriptionsOfConsumer(consumerId, status),
  ]);
};

const announcementItem = (announcement: Announcement) =>
  item(announcementKey(announcement.serviceId, announcement.id), announcement, [
    announcementsOf(announcement.serviceId),
  ]);

const webhookItem = (webhook: Webhook) =>
  item(webhookKey(webhook.team, webhook.id), webhook, [webhooksOf(webhook.team)]);

const DAY_SECONDS = 86_400;
const KEPT_SECONDS = { delivery: 30 * DAY_SECONDS, "dead-letter": 90 * DAY_SECONDS };
const ttl = (kind: keyof typeof KEPT_SECONDS, { updatedAt }: { updatedAt: string }): number =>
  Math.ceil(Date.parse(updatedAt) / 1000) + KEPT_SECONDS[kind];

const deliveryItem = (delivery: Delivery): RecordItem => {
  const { webhook, id, status } = delivery;
  const lists = [deliveriesOf(webhook), deliveriesOf(webhook, status)];
  return { ...item(deliveryKey(webhook, id), delivery, lists), ttl: ttl("delivery", delivery) };
};

const deadLetterItem = (letter: DeadLetter): RecordItem => ({
  ...item(deadLetterKey(letter.id), letter, [allDeadLetters]),
  ttl: ttl("dead-letter", letter),
});

/** All attributes of a new record. */
export const newItem = (record: StoredRecord): Item => {
  const { doc, lists, counters, closed, ttl: removedAt } = recordItem(record);
  return {
    doc,
    revision: record.value.revision,
    ...listAttributes(lists, record.value.id),
    ...Object.fromEntries(counters.map((counter) => [counter, 0])),
    ...(closed ? { closed } : {}),
    ...(removedAt === undefined ? {} : { [TTL_ATTRIBUTE]: removedAt }),
  };
};
