import { planOfSubscription } from "../service/plans.ts";
import type { Service } from "../service/service.ts";

/** What people call the plan: its title, else its name, also when the service has dropped it since. */
export const planTitle = (
  service: Pick<Service, "plans" | "formerPlans">,
  name: string | undefined,
): string | undefined => planOfSubscription(service, name)?.title ?? name;
