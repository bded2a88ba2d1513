import type { Page, PageRequest } from "../page.ts";
import type { Delivery, DeliveryStatus } from "./delivery.ts";
import type { Webhook } from "./webhook.ts";

/** Single records and `allWebhooksOf` are as they are now; lists may lag by milliseconds. */
export interface WebhookStore {
  webhook(team: string, id: string): Promise<Webhook | undefined>;
  /** All of a team's: it has few. */
  allWebhooksOf(team: string): Promise<Webhook[]>;
  webhooksOf(team: string, page: PageRequest): Promise<Page<Webhook>>;
}

export interface DeliveryStore {
  delivery(webhook: string, id: string): Promise<Delivery | undefined>;
  deliveriesOf(
    webhook: string,
    filter: { status?: DeliveryStatus },
    page: PageRequest,
  ): Promise<Page<Delivery>>;
  /** Up to `most` that wait for an attempt which is due by now (milliseconds), the longest waiting first. */
  dueDeliveries(now: number, most: number): Promise<Delivery[]>;
}
