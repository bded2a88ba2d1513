import { changeWebhook } from "@latchkey/core/webhook/change-webhook";
import { createWebhook } from "@latchkey/core/webhook/create-webhook";
import { deleteWebhook } from "@latchkey/core/webhook/delete-webhook";
import { DeliveryStatus } from "@latchkey/core/webhook/delivery";
import { listDeliveries, listWebhooks, readDelivery, readWebhook } from "@latchkey/core/webhook/read-webhook";
import { replayDelivery } from "@latchkey/core/webhook/replay-delivery";
import { NewWebhook, type Webhook, WebhookPatch } from "@latchkey/core/webhook/webhook";
import * as z from "zod/mini";
import { list, noContent, operation, PageOnly, PageQuery, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { CreatedWebhook, DeliveryView, deliveryView, WebhookView } from "./webhook-view.ts";

const DeliveriesQuery = z.strictObject({ ...PageQuery, status: z.optional(DeliveryStatus) });

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
    replay: async (work, { team = "", webhook = "" }) =>
      created(await readWebhook(work, team, webhook), null, 200),
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
    handle: async (work, { params }) =>
      resource(await readWebhook(work, params["team"] ?? "", params["webhook"] ?? "")),
  }),
  changeWebhook: operation({
    summary: "Change a webhook's address or events, or stop it for a while.",
    body: WebhookPatch,
    answer: WebhookView,
    handle: async (work, { params, body }) =>
      resource(await changeWebhook(work, params["team"] ?? "", params["webhook"] ?? "", body)),
  }),
  deleteWebhook: operation({
    summary: "Delete a webhook. What waits to be sent to it is not sent any more.",
    status: 204,
    handle: async (work, { params }) => {
      await deleteWebhook(work, params["team"] ?? "", params["webhook"] ?? "");
      return noContent;
    },
  }),
  listDeliveries: operation({
    summary: "What was sent to a webhook in the last 30 days, and what became of it.",
    query: DeliveriesQuery,
    answer: PageAnswer(DeliveryView),
    handle: async (work, { params, query }) =>
      list(
        await listDeliveries(
          work,
          params["team"] ?? "",
          params["webhook"] ?? "",
          query.status === undefined ? {} : { status: query.status },
          pageOf(query),
        ),
        deliveryView,
      ),
  }),
  replayDelivery: operation({
    summary: "Send a message again, with the same id.",
    answer: DeliveryView,
    handle: async (work, { params }) =>
      resource(
        deliveryView(
          await replayDelivery(work, params["team"] ?? "", params["webhook"] ?? "", params["delivery"] ?? ""),
        ),
      ),
    replay: async (work, { team = "", webhook = "", delivery = "" }) =>
      resource(deliveryView(await readDelivery(work, team, webhook, delivery))),
  }),
};
