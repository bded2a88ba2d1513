import { changeWebhook } from "@latchkey/core/webhook/change-webhook";
import { createWebhook } from "@latchkey/core/webhook/create-webhook";
import { deleteWebhook } from "@latchkey/core/webhook/delete-webhook";
import { DeliveryStatus } from "@latchkey/core/webhook/delivery";
import { listDeliveries, listWebhooks, readDelivery, readWebhook } from "@latchkey/core/webhook/read-webhook";
import { replayDelivery } from "@latchkey/core/webhook/replay-delivery";
import { testWebhook } from "@latchkey/core/webhook/test-webhook";
import {
  type DeliveryPlace,
  NewWebhook,
  type Webhook,
  WebhookPatch,
  type WebhookPlace,
} from "@latchkey/core/webhook/webhook";
import * as z from "zod/mini";
import { list, operation, PageOnly, PageQuery, type Params, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { removal } from "../http/removal.ts";
import { CreatedWebhook, DeliveryView, deliveryView, WebhookView } from "./webhook-view.ts";

const DeliveriesQuery = z.strictObject({ ...PageQuery, status: z.optional(DeliveryStatus) });

const webhookAt = ({ team = "", webhook = "" }: Params): WebhookPlace => ({ team, webhook });

const deliveryAt = (params: Params): DeliveryPlace => ({
  ...webhookAt(params),
  delivery: params["delivery"] ?? "",
});

const created = (webhook: Webhook, secret: string | null, status: 200 | 201) => {
  const body: z.infer<typeof CreatedWebhook> = { ...webhook, secret };
  return resource(body, status);
};

export const webhooksOperations = {
  createWebhook: operation({
    summary: "Have the team's events sent to an address. The secret that signs them is shown this once.",
    body: NewWebhook,
    answer: CreatedWebhook,
    status: 201,
    handle: async (work, { params, body }) => {
      const { webhook, secret } = await createWebhook(work, params["team"] ?? "", body);
      return created(webhook, secret, 201);
    },
    replay: async (work, params) => created(await readWebhook(work, webhookAt(params)), null, 200),
  }),
  listWebhooks: operation({
    summary: "A team's webhooks.",
    query: PageOnly,
    answer: PageAnswer(WebhookView),
    handle: async (work, { params, query }) =>
      list(await listWebhooks(work, params["team"] ?? "", pageOf(query))),
  }),
  readWebhook: operation({
    summary: "A webhook.",
    answer: WebhookView,
    handle: async (work, { params }) => resource(await readWebhook(work, webhookAt(params))),
  }),
  changeWebhook: operation({
    summary: "Change a webhook's address or events, or stop it for a while.",
    body: WebhookPatch,
    answer: WebhookView,
    handle: async (work, { params, body }) => resource(await changeWebhook(work, webhookAt(params), body)),
  }),
  deleteWebhook: removal({
    summary: "Delete a webhook. What waits to be sent to it is not sent any more.",
    remove: (work, params) => deleteWebhook(work, webhookAt(params)),
  }),
  listDeliveries: operation({
    summary: "What was sent to a webhook in the last 30 days, and what became of it.",
    query: DeliveriesQuery,
    answer: PageAnswer(DeliveryView),
    handle: async (work, { params, query }) =>
      list(
        await listDeliveries(
          work,
          webhookAt(params),
          query.status === undefined ? {} : { status: query.status },
          pageOf(query),
        ),
        deliveryView,
      ),
  }),
  testWebhook: operation({
    summary: "Send a test message, which tells of nothing.",
    answer: DeliveryView,
    status: 201,
    handle: async (work, { params }) =>
      resource(deliveryView(await testWebhook(work, webhookAt(params))), 201),
    replay: async (work, params) => resource(deliveryView(await readDelivery(work, deliveryAt(params))), 201),
  }),
  replayDelivery: operation({
    summary: "Send a message again, with the same id.",
    answer: DeliveryView,
    handle: async (work, { params }) =>
      resource(deliveryView(await replayDelivery(work, deliveryAt(params)))),
    replay: async (work, params) => resource(deliveryView(await readDelivery(work, deliveryAt(params)))),
  }),
};
