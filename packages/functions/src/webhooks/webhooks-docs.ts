import { DeliveryStatus } from "@latchkey/core/webhook/delivery";
import { NewWebhook, WebhookPatch } from "@latchkey/core/webhook/webhook";
import { answerObject, inner, nounDocs, requestObject, vocabulary } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { CreatedWebhook, DeliveryView, WebhookView } from "./webhook-view.ts";
import type { webhooksOperations } from "./webhooks-operations.ts";

const WEBHOOK = {
  url: "An https address without user, password and fragment. On one machine loopback addresses and http are allowed.",
  events: "The types of the events that are sent, each once.",
  status: "Nothing is sent to a `disabled` one.",
} as const;

const EXAMPLE = {
  ...exampleResource("whk"),
  team: "weather",
  url: "https://hooks.example.com/latchkey",
  events: ["subscription.requested", "subscription.approved"],
  status: "enabled",
} as const;

export const webhooksDocs = nounDocs<typeof webhooksOperations>({
  tags: {
    webhooks: "Webhooks send a team's events to an address of its own, signed as Standard Webhooks says.",
  },
  schemas: [
    vocabulary("EventType", inner(NewWebhook.shape.events), "The events that webhooks carry."),
    vocabulary(
      "DeliveryStatus",
      DeliveryStatus,
      "`waiting` for an attempt, `delivered`, or `dead` after the last attempt.",
    ),
    answerObject("Webhook", WebhookView, {
      description: "An address that a team's events are sent to.",
      properties: { ...RESOURCE, team: "The team's slug.", ...WEBHOOK },
      example: { ...EXAMPLE, events: [...EXAMPLE.events] },
    }),
    answerObject("CreatedWebhook", CreatedWebhook, {
      description: "A webhook that was made, with the secret that signs its events.",
      properties: {
        ...RESOURCE,
        team: "The team's slug.",
        ...WEBHOOK,
        secret: "`whsec_…`, shown this once. `null` in the answer to a repeated request.",
      },
      example: { ...EXAMPLE, events: [...EXAMPLE.events], secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD" },
    }),
    answerObject("Delivery", DeliveryView, {
      description: "One event on its way to one webhook.",
      properties: {
        ...RESOURCE,
        webhook: "The webhook's id.",
        team: "The team's slug.",
        eventId:
          "The event's id, sent as `webhook-id` with every attempt: by it a receiver takes an event once.",
        type: "The event's type.",
        status: "What has become of it.",
        attempts: "How many attempts were made.",
        nextAttemptAt: "When the next attempt is due, UTC. Absent when none will be made.",
        lastAttemptAt: "When the last attempt was made, UTC.",
        lastStatus: "The status that the receiver answered. Absent when there was no answer.",
        lastError: "Why the last attempt failed.",
        payload: "The body that is sent, the same at every attempt.",
      },
    }),
    requestObject("NewWebhook", NewWebhook, {
      description: "A webhook to be made.",
      properties: { url: WEBHOOK.url, events: WEBHOOK.events },
      example: { url: EXAMPLE.url, events: [...EXAMPLE.events] },
    }),
    requestObject("WebhookPatch", WebhookPatch, {
      description: "What changes of a webhook. What is absent stays.",
      properties: WEBHOOK,
      example: { status: "disabled" },
    }),
  ],
  operations: {
    createWebhook: {
      tag: "webhooks",
      description: "For owners of the team.",
      refuses: ["limit-reached"],
    },
    listWebhooks: {
      tag: "webhooks",
      description: "For members of the team, in the order of their making.",
      refuses: [],
    },
    readWebhook: { tag: "webhooks", description: "For members of the team.", refuses: [] },
    changeWebhook: { tag: "webhooks", description: "For owners of the team. The secret stays.", refuses: [] },
    deleteWebhook: { tag: "webhooks", description: "For owners of the team.", refuses: [] },
    listDeliveries: {
      tag: "webhooks",
      description: "Newest first.",
      refuses: [],
      query: { status: "Only those in this status." },
    },
    testWebhook: {
      tag: "webhooks",
      description:
        "For owners of the team. A message of type `webhook.test`, signed and tried again as every other, at once or within a minute; one in ten seconds for a webhook.",
      refuses: ["invalid-transition", "rate-limited"],
    },
    replayDelivery: {
      tag: "webhooks",
      description: "For owners of the team. All attempts begin again, the first at once.",
      refuses: [],
      changesExisting: true,
    },
  },
});
