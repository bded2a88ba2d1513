import { expect, it } from "vitest";
import { INTERNAL_EVENTS, PUBLIC_EVENTS } from "../event/event.ts";
import { aWebhook, NOW, timeAt } from "../testing/records.ts";
import { webhooksFor } from "./webhooks-for.ts";

// As a writer of the table could have put it there.
const webhook = aWebhook({ team: "acme", events: [...PUBLIC_EVENTS, ...INTERNAL_EVENTS] });
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
