import type { Declaration } from "../declaration/declaration.ts";
import { type ConsumerThere, consumerKey } from "./plan-consumers.ts";
import type { ServiceThere } from "./plan-services.ts";
import { type WebhookThere, webhookName } from "./plan-webhooks.ts";
import { type Chain, chainOf } from "./step.ts";

/** All that a team has. */
export interface TeamThings {
  readonly team: string;
  readonly services: readonly ServiceThere[];
  readonly consumers: readonly ConsumerThere[];
  readonly webhooks: readonly WebhookThere[];
}

/** What the file lacks of a team: webhooks and consumers first, since services in use are not removed. */
export const planRemovals = (
  { services, consumers, webhooks }: Declaration,
  things: TeamThings,
): readonly (readonly Chain[])[] => {
  const { team } = things;
  const named = {
    services: new Set(services?.map(({ slug }) => slug)),
    consumers: new Set(consumers?.map(consumerKey)),
    webhooks: new Set(webhooks?.filter((each) => each.team === team).map(({ url }) => url)),
  };
  const removed = (kind: "webhook" | "consumer" | "service", name: string, path: string): readonly Chain[] =>
    chainOf([{ action: "remove", kind, name, ask: { method: "DELETE", path } }]);
  return [
    things.webhooks
      .filter(({ url }) => !named.webhooks.has(url))
      .flatMap((each) => removed("webhook", webhookName(each), `/v1/teams/${team}/webhooks/${each.id}`)),
    things.consumers
      .filter((each) => !named.consumers.has(consumerKey(each)))
      .flatMap((each) =>
        removed(
          "consumer",
          consumerKey(each),
          `/v1/consumers/${each.id}?confirm=${encodeURIComponent(each.name)}`,
        ),
      ),
    things.services
      .filter(({ slug }) => !named.services.has(slug))
      .flatMap(({ slug }) => removed("service", slug, `/v1/services/${slug}`)),
  ];
};
