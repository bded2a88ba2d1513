import type { PluginSettings } from "../plugin/ask-plugins.ts";
import { invalidInput, Refusal } from "../refusal.ts";
import type { Plan, Service } from "./service.ts";

type Plans = Pick<Service, "plans" | "formerPlans">;

/** Of a subscription, by name: also when the service has dropped it since, for then its limits and term still hold. */
export const planOfSubscription = (
  { plans, formerPlans }: Plans,
  name: string | undefined,
): Plan | undefined => (name === undefined ? undefined : (named(plans, name) ?? named(formerPlans, name)));

const named = (plans: readonly Plan[] | undefined, wanted: string): Plan | undefined =>
  plans?.find(({ name }) => name === wanted);

const MAX_FORMER = 100;

/**
 * What a service drops stays with it, for the subscriptions that name it: a plan that is gone would limit nothing. One
 * that comes back by its name holds for them again.
 *
 * @throws Refusal `limit-reached` when too many were dropped.
 */
export const droppedPlans = (before: Plans, plans: readonly Plan[]): Plan[] | null => {
  const offered = new Set(plans.map(({ name }) => name));
  const dropped = [...(before.formerPlans ?? []), ...before.plans].filter(({ name }) => !offered.has(name));
  if (dropped.length > MAX_FORMER)
    throw new Refusal("limit-reached", `A service drops at most ${MAX_FORMER} plans: they stay with it.`);
  return dropped.length > 0 ? dropped : null;
};

/** What the plan of a subscription sets; nothing for a subscription without one. */
export const planLimits = (
  service: Pick<Service, "plans" | "formerPlans">,
  plan: string | undefined,
): PluginSettings => planOfSubscription(service, plan)?.limits ?? NO_LIMITS;

const NO_LIMITS: PluginSettings = {};

/** The plan by name. Without a name: the only plan there is, or none where there are none. */
export const offeredPlan = (service: Service, name: string | undefined): Plan | undefined => {
  const plan =
    name === undefined && service.plans.length === 1
      ? service.plans[0]
      : service.plans.find((p) => p.name === name);
  if (!plan && (name !== undefined || service.plans.length > 0))
    throw invalidInput(
      "/plan",
      `One of: ${service.plans.map((each) => each.name).join(", ") || "the service has no plans"}.`,
    );
  return plan;
};
