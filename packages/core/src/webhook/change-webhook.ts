import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { nextRevision } from "../resource.ts";
import { readWebhook } from "./read-webhook.ts";
import type { Webhook, WebhookPatch, WebhookPlace } from "./webhook.ts";
import { requireSecure, webhookEvent, webhookResult } from "./webhook-change.ts";
import type { WebhookWork } from "./webhook-work.ts";

export const changeWebhook = async (
  work: WebhookWork,
  place: WebhookPlace,
  patch: WebhookPatch,
): Promise<Webhook> => {
  const webhook = await readWebhook(work, place);
  expectRevision(work.expectedRevision, webhook);
  if (patch.url !== undefined) requireSecure(work, webhook.team, patch.url);
  const changed = nextRevision(webhook, patch, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "webhook", value: changed } }],
    events: changed.url === webhook.url ? [] : [webhookEvent(work, "webhook.moved", changed)],
    result: webhookResult(webhook),
  });
  return changed;
};
