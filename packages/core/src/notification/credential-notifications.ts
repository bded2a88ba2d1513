import { exists } from "../consumer/consumer.ts";
import { ownersOf } from "../service/approvers.ts";
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
    return credentialNotices({ ...event, credential: id }, fact, consumer, credential, owners, timing);
  };

export const CREDENTIAL_NOTIFICATIONS: NotifyOf<"credential"> = {
  "credential.created": ofFact("created"),
  "credential.rotated": ofFact("rotated"),
  "credential.disabled": ofFact("disabled"),
  "credential.revoked": ofFact("revoked"),
  "credential.expiring": ofFact("expiring"),
  "credential.expired": ofFact("expired"),
};
