import { receiverHealthTable } from "@latchkey/aws/stores/receiver-health-table";
import { deadLettersIn } from "@latchkey/core/dead-letter/keep-dead-letter";
import { once } from "@latchkey/core/once";
import { now } from "../composition/clock.ts";
import { controlPlane, table } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { measure } from "../composition/metrics.ts";
import { ownHostsOfStage } from "../composition/own-hosts.ts";
import { webhookReach } from "../composition/reach.ts";
import { settings } from "../composition/settings.ts";
import { createReceiverAgent } from "./receiver-agent.ts";
import { createSendWebhook } from "./send-webhook.ts";

export const deliverDependencies = once(() => {
  const { stores, keys, commit } = controlPlane();
  return {
    stores,
    keys,
    commit,
    now,
    portalUrl: settings().LATCHKEY_PORTAL_URL,
    send: createSendWebhook(createReceiverAgent(webhookReach(), ownHostsOfStage())),
    health: receiverHealthTable(table(), now),
    deadLetters: deadLettersIn({ stores, now, commit }),
    log: createLog("webhooks"),
    measure,
  };
});
