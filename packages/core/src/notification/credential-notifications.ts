import { exists } from "../consumer/consumer.ts";
import { isRoot } from "../consumer/root-consumer.ts";
import { longestLife } from "../credential/longest-life.ts";
import { adminsOf, ownersOf } from "../service/approvers.ts";
import { credentialNotices } from "./credential-notice.ts";
import type { CredentialNotice } from "./notification.ts";
import type { Notify, NotifyOf } from "./notify.ts";

/** To the owners of the consumer's team. No mail is sent for the credentials of a deleted consumer. */
const ofFact =
  (fact: CredentialNotice["fact"]): Notify =>
  async (event, { stores, timing }) => {
    const id = event.credential;
    const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
    if (id === undefined || !exists(consumer)) return [];
    const credential = await stores.credential(consumer.id, id);
    const owners = await ownersOf(stores, consumer.team);
    const maxDays =
      fact === "expiring" || fact === "expired" ? await longestLife(stores, consumer) : undefined;
    return credentialNotices(
      { ...event, credential: id },
      fact,
      consumer,
      credential,
      owners,
      timing,
      maxDays,
    );
  };

/** Of a leaked key of `root` admins are told: its team may have no owner. */
const ofLeak: Notify = async (event, reads) => {
  const { stores, timing, admins } = reads;
  const id = event.credential;
  const consumer = event.consumer === undefined ? undefined : await stores.consumer(event.consumer);
  if (id === undefined || !exists(consumer)) return [];
  const credential = await stores.credential(consumer.id, id);
  const told = isRoot(consumer)
    ? await adminsOf(stores, consumer, admins)
    : await ownersOf(stores, consumer.team);
  return credentialNotices({ ...event, credential: id }, "leaked", consumer, credential, told, timing);
};

export const CREDENTIAL_NOTIFICATIONS: NotifyOf<"credential"> = {
  "credential.created": ofFact("created"),
  "credential.rotated": ofFact("rotated"),
  "credential.disabled": ofFact("disabled"),
  "credential.revoked": ofFact("revoked"),
  "credential.leaked": ofLeak,
  "credential.expiring": ofFact("expiring"),
  "credential.expired": ofFact("expired"),
};
