import type { Service } from "../service/service.ts";

/** What people call the plan: its title, else its name, also when the service has dropped it since. */
export const planTitle = (service: Pick<Service, "plans">, name: string | undefined): string | undefined =>
  name === undefined ? undefined : (service.plans.find((plan) => plan.name === name)?.title ?? name);
