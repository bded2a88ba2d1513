import * as z from "zod/mini";
import type { Check } from "../check/check.ts";
import { judged } from "../check/finding.ts";
import { poll } from "../check/poll.ts";

const Made = z.object({ id: z.string(), secret: z.string() });
const Deliveries = z.object({ items: z.array(z.object({ type: z.string() })) });

export const EVENT_CHECKS: readonly Check[] = [
  {
    id: "event-delivered",
    isLong: true,
    claim: "a change reaches a team's webhook, through the table's stream and the bus",
    expected: "a delivery of consumer.created",
    remedy:
      "the rule of the function `webhooks`, `webhookConcurrency`, the relay's and the bus's dead letters",
    page: "docs/webhooks-and-events.md",
    run: async ({ admin, names, upstream, secrets, patienceSeconds, signal }) => {
      const webhooks = `/v1/teams/${names.team}/webhooks`;
      // Whether the upstream takes it is another question: that it was sent is what the stage has to do.
      const body = { url: `${upstream.url}/doctor-webhook`, events: ["consumer.created"] };
      const webhook = Made.parse(await admin.do("POST", webhooks, body));
      secrets.keep(webhook.secret);
      await admin.do("POST", "/v1/consumers", { name: names.consumer("told"), team: names.team });
      const delivery = await poll(
        async () => {
          const path = `${webhooks}/${webhook.id}/deliveries`;
          const { items } = Deliveries.parse(await admin.do("GET", path));
          return items.find(({ type }) => type === "consumer.created");
        },
        patienceSeconds * 1000,
        signal,
      );
      return judged(delivery !== undefined, delivery ? "a delivery" : `none within ${patienceSeconds} s`);
    },
  },
];
