import type { NewEvent } from "../event/event.ts";
import { refuseInsecure } from "../stage/secure-address.ts";
import type { ResultRef } from "../store/change.ts";
import type { Webhook } from "./webhook.ts";
import type { WebhookWork } from "./webhook-work.ts";

/** Every owner hears where the team's events go. */
export const webhookEvent = (
  { actor }: WebhookWork,
  type: "webhook.added" | "webhook.moved" | "webhook.removed",
  { team, url }: Webhook,
): NewEvent => ({ type, actor, team, origin: new URL(url).origin });

export const webhookResult = ({ team, id }: Webhook): ResultRef<"webhook"> => ({
  kind: "webhook",
  keys: { team, webhook: id },
});

export const requireSecure = ({ stage }: WebhookWork, team: string, url: string): void =>
  refuseInsecure(stage, "/url", team, url);
