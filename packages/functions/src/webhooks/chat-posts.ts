import { waitingApplication } from "@latchkey/core/approval/waiting-application";
import { DEFAULT_TIMING } from "@latchkey/core/due/timing";
import type { DomainEvent, EventType } from "@latchkey/core/event/event";
import { applicationFacts } from "@latchkey/core/notification/application-notice";
import type { PlatformStores } from "@latchkey/core/platform/stores";
import { statusAt } from "@latchkey/core/subscription/status-at";
import { type Delivery, newPost } from "@latchkey/core/webhook/delivery";
import { chatText } from "./chat-text.ts";

export interface ChatReads {
  stores: Pick<PlatformStores, "subscription" | "serviceById" | "consumer" | "team">;
  /** Empty where there is no portal. */
  portalUrl: string;
}

const ASKING: ReadonlySet<EventType> = new Set([
  "subscription.requested",
  "subscription.renewal-requested",
  "subscription.plan-change-requested",
] satisfies EventType[]);

/** What the service's chats are told of an event: that something waits for a decision, while it does. */
export const chatPosts = async (
  { stores, portalUrl }: ChatReads,
  event: DomainEvent,
  now: number,
): Promise<Delivery[]> => {
  if (!ASKING.has(event.type) || event.subscription === undefined) return [];
  const stored = await stores.subscription(event.subscription);
  const service = stored && (await stores.serviceById(stored.serviceId));
  if (!stored || !service?.chat) return [];
  const subscription = { ...stored, status: statusAt(stored, now) };
  const open = await waitingApplication(stores, event, subscription, true);
  if (!open) return [];
  const { lapseDays } = DEFAULT_TIMING;
  const facts = applicationFacts({ subscription, service, open, urgency: "new", lapseDays, approvals: [] });
  const page = portalUrl === "" ? undefined : `${portalUrl}/subscriptions/${subscription.id}`;
  const payload = JSON.stringify({ text: chatText(facts, page) });
  return service.chat.map((chat) => newPost(chat, service, payload, event, now));
};
