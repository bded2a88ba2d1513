import type { NewEvent } from "../event/event.ts";
import { invalidInput } from "../refusal.ts";
import { refuseOwnAddress } from "../stage/own-address.ts";
import { refuseUnreachable } from "../stage/reachable-address.ts";
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

/** Where an address leads is judged when it is connected to; here only what can be told from the address itself. */
export const requireSecure = ({ stage }: WebhookWork, team: string, url: string): void => {
  if (new URL(url).protocol !== "https:" && stage.allowPrivateWebhooks !== true)
    throw invalidInput("/url", "an https address");
  refuseOwnAddress(stage, "/url", url);
  refuseUnreachable(stage, "/url", team, url);
};
