import { exists } from "../consumer/consumer.ts";
import type { DomainEvent } from "../event/event.ts";
import { ownersOf } from "../service/approvers.ts";
import { CREDENTIAL_FACTS, credentialNotices } from "./credential-notice.ts";
import type { Notification } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";

/** To the owners of the consumer's team. No mail is sent for the credentials of a deleted consumer. */
export const credentialNotifications = async (
  event: DomainEvent & { credential: string; consumer: string },
  { stores, timing }: NotificationReads,
): Promise<Notification[]> => {
  if (!isTold(event.type)) return [];
  const consumer = await stores.consumer(event.consumer);
  if (!exists(consumer)) return [];
  const credential = await stores.credential(consumer.id, event.credential);
  const owners = await ownersOf(stores, consumer.team);
  return credentialNotices(event, CREDENTIAL_FACTS[event.type], consumer, credential, owners, timing);
};

const isTold = (type: string): type is keyof typeof CREDENTIAL_FACTS => Object.hasOwn(CREDENTIAL_FACTS, type);
