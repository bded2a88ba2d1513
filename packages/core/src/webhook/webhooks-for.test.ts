import { expect, it } from "vitest";
import { INTERNAL_EVENTS, PUBLIC_EVENTS } from "../event/event.ts";
import { NOW, timeAt } from "../testing/records.ts";
import { webhooksFor } from "./webhooks-for.ts";

const webhook = {
  id: "whk_1",
  revision: 1,
  createdAt: "",
  updatedAt: "",
  team: "acme",
  url: "https://hooks.example",
  // As a writer of the table could have put it there.
  events: [...PUBLIC_EVENTS, ...INTERNAL_EVENTS],
  status: "enabled" as const,
  sealedSecret: "",
};
const stores = {
  allWebhooksOf: async () => [webhook],
  service: async () => undefined,
  subscription: async () => undefined,
};

it.each(INTERNAL_EVENTS)("%s goes to no webhook, whatever one asks for", async (type) => {
  const event = {
    id: "evt_1",
    type,
    at: timeAt(NOW),
    actor: "ann@x.test",
    team: "acme",
    member: "zoe@x.test",
  };
  expect(await webhooksFor(stores, event)).toEqual([]);
});
