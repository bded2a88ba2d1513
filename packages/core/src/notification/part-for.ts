import type { DomainEvent } from "../event/event.ts";
import { announcementPart } from "./announcement-part.ts";
import { deprecationPart, takenBackPart } from "./deprecation-part.ts";
import type { NotificationReads } from "./notification-reads.ts";
import { notificationsFor } from "./notifications-for.ts";
import type { PartialEvent } from "./notified-events.ts";
import type { Part } from "./part.ts";
import { transferPart } from "./transfer-part.ts";

/** Events that notify many people, a part of them each. */
const PARTS: Readonly<Record<PartialEvent, (event: DomainEvent, reads: NotificationReads) => Promise<Part>>> =
  {
    "service.deprecation-notice": deprecationPart,
    "service.deprecation-taken-back": takenBackPart,
    "service.announcement-notice": announcementPart,
    "consumer.transfer-notice": transferPart,
  };

/** What an event notifies of: all of it, or the part that it stands for. */
export const partFor = async (event: DomainEvent, reads: NotificationReads): Promise<Part> =>
  isPartial(event.type)
    ? PARTS[event.type](event, reads)
    : { notifications: await notificationsFor(event, reads) };

const isPartial = (type: string): type is PartialEvent => Object.hasOwn(PARTS, type);
