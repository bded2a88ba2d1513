import type { Reads, Work } from "../store/work.ts";
import type { TeamRecord } from "../team/team.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { DeliveryRecord } from "./delivery.ts";
import type { WebhookRecord } from "./webhook.ts";
import type { DeliveryStore, WebhookStore } from "./webhook-store.ts";

/** A request that reads webhooks. */
export type WebhookReads = Reads<WebhookStore & DeliveryStore & TeamStore>;

/** A request that changes webhooks. */
export type WebhookWork = Work<
  WebhookStore & DeliveryStore & TeamStore,
  WebhookRecord | DeliveryRecord | TeamRecord
>;
