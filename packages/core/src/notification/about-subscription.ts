import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { AboutSubscription } from "./notification.ts";
import { planTitle } from "./plan-title.ts";

/** What of a service its mails name: all that is known of it after its deletion is its slug. */
export type NamedService = Pick<Service, "slug" | "name" | "team" | "plans">;

export const namedService = (
  service: Service | undefined,
  { service: slug, serviceTeam }: Subscription,
): NamedService => service ?? { slug, name: slug, team: serviceTeam, plans: [] };

export const aboutSubscription = (
  { id, consumerName, consumerTeam, plan: name }: Subscription,
  service: NamedService,
): AboutSubscription => {
  const plan = planTitle(service, name);
  return {
    subscription: id,
    service: { slug: service.slug, name: service.name, team: service.team },
    consumer: { name: consumerName, team: consumerTeam },
    ...(plan === undefined ? {} : { plan }),
  };
};
