import { isoTime } from "../clock.ts";
import type { ConsumerRecord } from "../consumer/consumer.ts";
import { Consumer } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { CredentialRecord } from "../credential/credential.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import { retryRaced } from "../outage.ts";
import { nextRevision } from "../resource.ts";
import { subjectOf } from "../service/publication.ts";
import type { ServiceRecord } from "../service/service.ts";
import { Service } from "../service/service.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { Work } from "../store/work.ts";
import type { SubscriptionRecord } from "../subscription/subscription.ts";
import { Subscription } from "../subscription/subscription.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { TeamRecord } from "../team/team.ts";
import type { TeamStore } from "../team/team-store.ts";
import { holdsAddress, withoutAddress } from "./erased-address.ts";

/** The records in which people are named, by what they are found by. */
export type NamingRecord =
  | { kind: "team"; slug: string }
  | { kind: "service"; slug: string }
  | { kind: "consumer"; id: string }
  | { kind: "credential"; consumer: string; id: string }
  | { kind: "subscription"; id: string };

export interface Erased {
  address: RegExp;
  pseudonym: string;
}

type ErasedRecord = TeamRecord | ServiceRecord | ConsumerRecord | CredentialRecord | SubscriptionRecord;

type ErasureWork = Work<
  TeamStore & ServiceStore & ConsumerStore & CredentialStore & SubscriptionStore,
  ErasedRecord
>;

const MAX_TRIES = 5;
/** Of the name of a team or a credential, in characters. */
const MAX_NAME = 100;

/**
 * Takes an address out of one record, as a change like any other: it has a revision and an entry in the audit, and both
 * copies of a subscription follow. What decides over calls stays as it is: an upstream, a webhook, all of a credential but
 * its name.
 *
 * @returns whether anything was changed.
 */
export const eraseFromRecord = (
  work: Pick<ErasureWork, "stores" | "commit" | "now">,
  found: NamingRecord,
  erased: Erased,
): Promise<boolean> =>
  retryRaced(MAX_TRIES, async () => {
    const record = await changed(work, found, erased);
    if (!record) return false;
    await work.commit({
      writes: [{ write: "replace", record }],
      events: [],
      result: { kind: record.kind, keys: {} },
    });
    return true;
  });

const changed = async (
  { stores, now }: Pick<ErasureWork, "stores" | "now">,
  found: NamingRecord,
  erased: Erased,
): Promise<ErasedRecord | undefined> => {
  const at = isoTime(now);
  const without = <T extends object>(value: T) => withoutAddress(value, erased.address, erased.pseudonym);
  switch (found.kind) {
    case "team": {
      const team = await stores.team(found.slug);
      if (!team || !holdsAddress(team.name, erased.address)) return undefined;
      return { kind: "team", value: nextRevision(team, { name: nameWithout(team.name, erased) }, at) };
    }
    case "consumer": {
      const consumer = await stores.consumer(found.id);
      if (!consumer || !holdsAddress(consumer, erased.address)) return undefined;
      return { kind: "consumer", value: nextRevision(Consumer.parse(without(consumer)), {}, at) };
    }
    case "credential": {
      const credential = await stores.credential(found.consumer, found.id);
      if (!credential || !holdsAddress(credential.name, erased.address)) return undefined;
      const name = nameWithout(credential.name, erased);
      return { kind: "credential", value: nextRevision(credential, { name }, at) };
    }
    case "subscription": {
      const subscription = await stores.subscription(found.id);
      if (!subscription || !holdsAddress(subscription, erased.address)) return undefined;
      return { kind: "subscription", value: nextRevision(Subscription.parse(without(subscription)), {}, at) };
    }
    case "service": {
      const service = await stores.service(found.slug);
      const value = service && serviceWithout(service, erased);
      return value && { kind: "service", value: nextRevision(value, {}, at) };
    }
  }
};

/** A pseudonym may be longer than its address: the end of the name gives way, never half of a character. */
const nameWithout = (name: string, { address, pseudonym }: Erased): string =>
  name
    .replaceAll(address, pseudonym)
    .slice(0, MAX_NAME)
    .replace(/[\uD800-\uDBFF]$/u, "");

/** A former approver's links no longer work; when no approver is left, the owners are asked. */
const serviceWithout = (service: Service, { address, pseudonym }: Erased): Service | undefined => {
  const { upstream, openapi, approvers, approversPending = [], ...told } = service;
  if (!holdsAddress({ ...told, approvers, approversPending }, address)) return undefined;
  const others = (named: string[]) => named.filter((approver) => !holdsAddress(approver, address));
  const stillPending = others(approversPending);
  const erased = Service.parse({
    ...Object(withoutAddress(told, address, pseudonym)),
    upstream,
    approvers: [],
  });
  return {
    ...erased,
    ...agreedStill(service, erased),
    approvers: others(approvers),
    ...(stillPending.length > 0 ? { approversPending: stillPending } : {}),
    ...(openapi === undefined ? {} : { openapi }),
  };
};

/** What admins have agreed to is not another service for an address less in its texts. */
const agreedStill = (before: Service, { publication, ...erased }: Service): Pick<Service, "publication"> =>
  publication && publication.subject === subjectOf(before)
    ? { publication: { ...publication, subject: subjectOf(erased) } }
    : {};
