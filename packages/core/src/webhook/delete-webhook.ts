import { expectRevision } from "../expect-revision.ts";
import type { Write } from "../store/change.ts";
import { readWebhook } from "./read-webhook.ts";
import type { Webhook, WebhookPlace, WebhookRecord } from "./webhook.ts";
import { webhookEvent, webhookResult } from "./webhook-change.ts";
import type { WebhookWork } from "./webhook-work.ts";

/** Attempts that wait are not made any more. */
export const deleteWebhook = async (work: WebhookWork, place: WebhookPlace): Promise<void> => {
  const webhook = await readWebhook(work, place);
  expectRevision(work.expectedRevision, webhook);
  await work.commit({
    writes: [eraseWebhook(webhook)],
    events: [webhookEvent(work, "webhook.removed", webhook)],
    result: webhookResult(webhook),
  });
};

export const eraseWebhook = (webhook: Webhook): Write<WebhookRecord> => ({
  write: "erase",
  record: { kind: "webhook", value: webhook },
  tombstone: false,
});
