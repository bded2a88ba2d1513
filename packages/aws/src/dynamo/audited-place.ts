import type { RecordPlace } from "@latchkey/core/audit/judge-write";
import type { AuditedKind } from "@latchkey/core/audit/shown-fields";
import { announcementKey } from "./announcement-keys.ts";
import { delegationKey } from "./delegation-keys.ts";
import { INVITATION_PREFIX, INVITATIONS_PARTITION } from "./invitation-keys.ts";
import {
  consumerKey,
  credentialKey,
  currentSubscriptionKey,
  type Key,
  memberKey,
  serviceKey,
  subscriptionKey,
  teamKey,
  webhookKey,
} from "./keys.ts";
import { issuerPlace } from "./ownership-keys.ts";

/** With empty names a key is what all keys of its kind begin with. */
const PLACES: { [K in AuditedKind]: readonly Key[] } = {
  team: [teamKey("")],
  member: [memberKey("", "")],
  invitation: [{ pk: INVITATIONS_PARTITION, sk: INVITATION_PREFIX }],
  delegation: [delegationKey("")],
  service: [serviceKey("")],
  consumer: [consumerKey("")],
  credential: [credentialKey("", "")],
  issuer: [issuerPlace],
  /** The second one is the copy. */
  subscription: [subscriptionKey(""), currentSubscriptionKey("", "")],
  announcement: [announcementKey("", "")],
  webhook: [webhookKey("", "")],
};

/** Which kind of record belongs at a key, by the key alone: the item there may be forged. */
export const auditedPlace = (key: Key): RecordPlace | undefined => {
  for (const [kind, places] of Object.entries(PLACES) as [AuditedKind, readonly Key[]][]) {
    const at = places.findIndex((place) => fits(key, place));
    if (at >= 0) return { key, kind, copy: at > 0 };
  }
  return undefined;
};

const fits = ({ pk, sk }: Key, place: Key): boolean =>
  pk.startsWith(place.pk) && (place.sk.endsWith("#") ? sk.startsWith(place.sk) : sk === place.sk);

const unique = (values: readonly string[]): string[] => [...new Set(values)];
const all = Object.values(PLACES).flat();

/** What the keys of audited records begin with, for a filter of the stream; nothing is missing, some is too much. */
export const AUDITED_PARTITIONS = unique(all.map(({ pk }) => pk));
export const AUDITED_SORT_KEYS = unique(all.map(({ sk }) => sk));
