import { type DomainEvent, PUBLIC_EVENTS } from "../event/event.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { Webhook } from "./webhook.ts";
import type { WebhookStore } from "./webhook-store.ts";

export type ReceiverReads = Pick<WebhookStore, "allWebhooksOf"> &
  Pick<ServiceStore, "service"> &
  Pick<SubscriptionStore, "subscription">;

/** A webhook that an event goes to, and whose side of it its team sees. */
export interface Receiver {
  webhook: Webhook;
  side: "own" | "provider";
}

const PUBLIC: ReadonlySet<string> = new Set(PUBLIC_EVENTS);

/** The webhooks of the event's team and of the service's that ask for it. Internal events go nowhere. */
export const webhooksFor = async (stores: ReceiverReads, event: DomainEvent): Promise<Receiver[]> => {
  if (!PUBLIC.has(event.type)) return [];
  const provider = await providerOf(stores, event);
  const own = await receivers(stores, event, event.team, "own");
  const former = await formerOf(stores, event, provider);
  if (provider === undefined || provider === event.team) return [...own, ...former];
  return [...own, ...former, ...(await receivers(stores, event, provider, "provider"))];
};

/** The team that a consumer has left is told of that, and of nothing that comes after it. */
const formerOf = async (
  stores: ReceiverReads,
  event: DomainEvent,
  provider: string | undefined,
): Promise<Receiver[]> =>
  event.formerTeam === undefined || event.formerTeam === provider
    ? []
    : receivers(stores, event, event.formerTeam, "own");

const receivers = async (
  stores: ReceiverReads,
  { type }: DomainEvent,
  team: string,
  side: Receiver["side"],
): Promise<Receiver[]> =>
  (await stores.allWebhooksOf(team))
    .filter((webhook) => webhook.status === "enabled" && webhook.events.includes(type))
    .map((webhook) => ({ webhook, side }));

/** The subscription knows whose service it was; a slug tells only whose it is. */
const providerOf = async (stores: ReceiverReads, event: DomainEvent): Promise<string | undefined> => {
  if (event.subscription !== undefined) {
    const subscription = await stores.subscription(event.subscription);
    if (subscription) return subscription.serviceTeam;
  }
  return event.service === undefined ? undefined : (await stores.service(event.service))?.team;
};
